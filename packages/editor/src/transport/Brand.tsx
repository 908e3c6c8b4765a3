import css from './Brand.module.css';

/** The program's mark: a ring that runs back into itself, as a feedback loop does. */
export function Brand() {
  return (
    <div className={css.brand}>
      <svg viewBox="0 0 24 24" aria-hidden>
        <path d="M3 12a9 9 0 1 1 3 6.7" />
        <path d="M3 12h5M8 12a4 4 0 1 1 1.2 2.9" />
      </svg>
      <b>EpochStreamer</b>
    </div>
  );
}
