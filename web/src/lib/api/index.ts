export * from './client';
export * from './problem';
export type * from './by-hand';
export type * from './contract';
export type * from './planning';
export type * from './telling';
