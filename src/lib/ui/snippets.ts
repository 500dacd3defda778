/**
 * One line that reads an address of CSV, for each of the programs people read tables with. Only an empty cell
 * is unknown: `NA` is a code. @param address whole address of a CSV
 */
export const snippets = (address: string): { name: string; text: string }[] => [
	{ name: 'curl', text: `curl -OJ '${quoted(address)}'` },
	{
		name: 'pandas',
		text: `pd.read_csv("${address}", keep_default_na=False, na_values=[""])`
	},
	{ name: 'R', text: `read.csv("${address}", na.strings = "")` },
	{
		name: 'DuckDB',
		text: `curl -s '${quoted(address)}' | duckdb -c "FROM read_csv('/dev/stdin')"`
	},
	{ name: 'Sheets', text: `=IMPORTDATA("${address}")` }
];

/** An address may hold a quote, which would end a word of a shell. */
const quoted = (address: string) => address.replaceAll("'", '%27');
