import css from './Brand.module.css';

/** The program's mark: a ring that runs back into itself, as a feedback loop does. */
export function Brand() {
  return (
    <div className={css.brand}>
      <svg viewBox="0 0 24 24" aria-hidden>
        <path d="M3.5 12a8.5 8.5 0 1 1 3 6.5M7.6 12a4.4 4.4 0 1 1 1.6 3.4" />
        <circle cx="12" cy="12" r="1.2" />
      </svg>
      <b>EpochStreamer</b>
    </div>
  );
}
