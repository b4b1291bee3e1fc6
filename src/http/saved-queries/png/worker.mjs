// Turns SVG into PNG, apart from the thread that answers requests: a picture takes some tenths of a second.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const require = createRequire(import.meta.url);
const fonts = ['Regular', 'Bold'].map((weight) =>
  readFileSync(require.resolve(`roboto-fontface/fonts/roboto/Roboto-${weight}.woff2`)),
);
const ready = initWasm(readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));

parentPort.on('message', async ({ id, svg, zoom }) => {
  try {
    await ready;
    const picture = new Resvg(svg, {
      font: { fontBuffers: fonts, defaultFontFamily: 'Roboto', sansSerifFamily: 'Roboto' },
      fitTo: { mode: 'zoom', value: zoom },
    });
    const rendered = picture.render();
    const png = rendered.asPng();
    rendered.free();
    picture.free();
    parentPort.postMessage({ id, png }, [png.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, failure: String(error) });
  }
});
