/** Does something for each item, for a few at a time; results stand in the order of the items. */
export async function inTurns<T, R>(
	items: readonly T[],
	atOnce: number,
	work: (item: T) => Promise<R>
): Promise<R[]> {
	const results: R[] = [];
	const queue = items.entries();
	const worker = async () => {
		for (const [index, item] of queue) results[index] = await work(item);
	};
	await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
	return results;
}
