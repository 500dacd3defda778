/**
 * One line that reads an address of CSV, for each of the programs people read tables with. Codes and partial
 * dates stay text, and only an empty cell is unknown: `NA` is a code. DuckDB takes the same rows as Parquet,
 * which says what type each column is.
 * @param address whole address of a CSV
 */
export const snippets = (address: string): { name: string; text: string }[] => [
	{ name: 'curl', text: `curl -OJ '${quoted(address)}'` },
	{
		name: 'pandas',
		text: `pd.read_csv("${address}", dtype={"region": str, "date": str}, keep_default_na=False, na_values=[""])`
	},
	{
		name: 'R',
		text: `read.csv("${address}", na.strings = "", colClasses = c(region = "character", date = "character"))`
	},
	{
		name: 'DuckDB',
		text: `curl -so rows.parquet '${quoted(asParquet(address))}' && duckdb -c "FROM 'rows.parquet'"`
	},
	{ name: 'Sheets', text: `=IMPORTDATA("${address}")` }
];

/** An address may hold a quote, which would end a word of a shell. */
const quoted = (address: string) => address.replaceAll("'", '%27');

const asParquet = (address: string) => address.replace(/\.csv(?=\?|$)/, '.parquet');
