/** As it is answered: every field is there. */
export type Told<T> = T extends readonly (infer I)[]
	? Told<I>[]
	: T extends object
		? { [K in keyof T]-?: Told<Exclude<T[K], undefined>> }
		: T;
