import { afterEach, expect, test } from 'vitest';
import { firstPicture, jobOf, openStage, type Stage, type StageOptions } from './testing.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

async function open(options: StageOptions = {}): Promise<Stage> {
  const stage = await openStage(options);
  stages.push(stage);
  return stage;
}

test('[CC50] a loop of frames: one upload, one prompt, one fetch each, and steps and previews on the way', async () => {
  const { film, fake, told } = await open();
  const t0 = performance.now();
  const hashes = await film(6);
  console.log(
    performance.now() - t0,
    hashes.length,
    fake.seen.requests.map((r) => `${r.method} ${r.path.slice(0, 16)}`).join('\n'),
    told.progress,
    told.glimpses.length,
  );
});
