import { documentOf } from './openapi.ts';
import { declaredRoutes } from '../routes.ts';

/** The OpenAPI document: the routes of a process never change. */
export const description = (): string =>
	(described ??= JSON.stringify(documentOf(declaredRoutes())));
let described: string | undefined;
