// Recomputes sizes and hashes in manifest.json after a model has been exported anew: node models/write-manifest.mjs
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

const manifestUrl = new URL('manifest.json', import.meta.url);
const manifest = JSON.parse(await readFile(manifestUrl, 'utf8'));
const sha256 = (content) => createHash('sha256').update(content).digest('hex');
for (const model of Object.values(manifest.models)) {
  for (const file of model.files) {
    const content = await readFile(new URL(`${model.folder}/${file.path}`, import.meta.url));
    file.bytes = content.byteLength;
    file.sha256 = sha256(content);
  }
  const hashes = model.files.map((file) => file.sha256).sort();
  model.hash = sha256(hashes.map((hash) => `${hash}\n`).join(''));
}
await writeFile(manifestUrl, `${JSON.stringify(manifest, null, 2)}\n`);
