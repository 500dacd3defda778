/**
 * Writes data/history, the days on which rows came and changed, and data/datapackage.json and data/README.md from the
 * schemas: `npm run describe`.
 */
import { writeFileSync } from 'node:fs';
import { utcDay } from '#lib/domain/dates.ts';
import { describeFolder } from '#lib/server/ingest/describe-folder.ts';
import { writeHistory } from '#lib/server/ingest/history.ts';

writeHistory('data', utcDay(new Date()));
const { descriptor, readme } = describeFolder('data');
writeFileSync('data/datapackage.json', descriptor);
writeFileSync('data/README.md', readme);
