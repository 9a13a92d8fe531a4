import type { Scope } from '#lib/api';
import { roles as words } from '#lib/i18n/en/roles';

/** An area of permissions as people call it. */
export function areaName(area: string): string {
	const known = words.areas[area];
	if (known) return known;
	const text = area.replaceAll(/[_-]+/g, ' ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

export function scopeName(scope: Scope | null | undefined): string {
	return words.scopesFull[scope ?? 'none'];
}
