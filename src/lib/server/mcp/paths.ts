/** The endpoint of the Model Context Protocol. */
export const MCP_PATH = '/mcp';
/** What is here, for language models. */
export const LLMS_PATH = '/llms.txt';

/** Whether a path is answered here. */
export const isAssistantPath = (pathname: string): boolean =>
	pathname === MCP_PATH || pathname === LLMS_PATH;
