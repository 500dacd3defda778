import { encode, objectOf, type Cell, type Chunks, type Result } from './result.ts';

/**
 * A result as GeoJSON (RFC 7946): a feature a row, its columns as properties. A row without a known position
 * is a feature without geometry, so that the rows are those of every other format.
 */
export async function* writeGeoJson({ collection, columns, batches, description }: Result): Chunks {
	const { sentence, release, on } = description;
	const head = {
		type: 'FeatureCollection',
		name: sentence,
		release: release.id,
		on,
		numberReturned: description.rows
	};
	yield encode(`${JSON.stringify(head).slice(0, -1)},"features":[`);
	let separator = '\n';
	for await (const rows of batches()) {
		if (rows.length === 0) continue;
		const features = rows.map((row) => featureOf(objectOf(columns, row), collection.id));
		yield encode(separator + features.join(',\n'));
		separator = ',\n';
	}
	yield encode('\n]}\n');
}

function featureOf(row: Record<string, Cell>, id: string): string {
	// A screened site without coordinates of its own stands where its distances are measured from.
	const lon = row['lon'] ?? row['point_lon'];
	const lat = row['lat'] ?? row['point_lat'];
	const isPlaced = typeof lon === 'number' && typeof lat === 'number';
	return JSON.stringify({
		type: 'Feature',
		id: row[id],
		geometry: isPlaced ? { type: 'Point', coordinates: [lon, lat] } : null,
		properties: row
	});
}
