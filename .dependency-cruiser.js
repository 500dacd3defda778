/** Cycles between modules; who may import whom is ESLint's to hold. @type {import('dependency-cruiser').IConfiguration} */
export default {
	forbidden: [
		{
			name: 'no-cycle',
			comment: 'Modules that import each other cannot be read, tested or moved one at a time.',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'no-unresolved',
			comment: 'An import that leads nowhere.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env)/|/\\$types$' }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(build|\\.svelte-kit|node_modules)/' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: {
			conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
			exportsFields: ['exports']
		}
	}
};
