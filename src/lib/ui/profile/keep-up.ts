/** What feeds and calendars of a profile are of: its place or region; the world is every region. */
export const followed = (
	where: { region: string } | { place: string }
): { region: string } | { place: string } =>
	'region' in where && where.region === 'WLD' ? { region: 'all' } : where;
