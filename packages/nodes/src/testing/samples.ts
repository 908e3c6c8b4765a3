import { makeRaster, type PortType, type Raster } from '@epoch/graph-runtime/model';

/** A picture whose every pixel tells where it is: red rises to the right, green downwards, blue is given. */
export function chart(width: number, height: number, blue = 80): Raster {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data.set([Math.round((255 * x) / width), Math.round((255 * y) / height), blue, 255], 4 * (y * width + x));
    }
  }
  return makeRaster(width, height, data);
}

/** One value for each type of wire. */
export function sampleOf(type: PortType): unknown {
  switch (type) {
    case 'raster':
      return chart(64, 36);
    case 'number':
      return 0.25;
    case 'integer':
      return 3;
    case 'boolean':
      return true;
    case 'text':
      return 'moss';
    case 'motion':
      return { zoom: 1.01, panX: 0.002, panY: 0, rotationDeg: 0.1, totalZoom: 1.05, totalPanX: 0.01, totalPanY: 0 };
    case 'settings':
      return { engine: 'dream', prompt: 'moss', negative: '', seed: 7, denoise: 0.35, steps: 20, cfg: 7 };
    case 'audio':
      return { asset: 'rain.mp3', durationSeconds: 2 };
    case 'any':
      return 1;
  }
}
