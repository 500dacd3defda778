import type { FileFormat } from '#lib/domain/files.ts';
import { writeCsv } from './csv.ts';
import { writeGeoJson } from './geojson.ts';
import { writeJson } from './json.ts';
import { writeNdjson } from './ndjson.ts';
import { writeParquet } from './parquet.ts';
import type { Write } from './result.ts';
import { writeXlsx } from './workbook/xlsx.ts';
import { writeZip } from './archives/zip.ts';

/** How each file is written, and what its bytes are called. */
export const FORMATS: Record<FileFormat, { mediaType: string; write: Write }> = {
	csv: { mediaType: 'text/csv; charset=utf-8; header=present', write: writeCsv },
	json: { mediaType: 'application/json; charset=utf-8', write: writeJson },
	ndjson: { mediaType: 'application/x-ndjson; charset=utf-8', write: writeNdjson },
	xlsx: {
		mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		write: writeXlsx
	},
	parquet: { mediaType: 'application/vnd.apache.parquet', write: writeParquet },
	geojson: { mediaType: 'application/geo+json; charset=utf-8', write: writeGeoJson },
	zip: { mediaType: 'application/zip', write: writeZip }
};
