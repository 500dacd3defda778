/** Writes data/datapackage.json and data/README.md from the schemas: `npm run describe`. */
import { writeFileSync } from 'node:fs';
import { describeFolder } from '#lib/server/ingest/describe-folder.ts';

const { descriptor, readme } = describeFolder('data');
writeFileSync('data/datapackage.json', descriptor);
writeFileSync('data/README.md', readme);
