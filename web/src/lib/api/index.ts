export * from './client';
export * from './problem';
export type * from './contract';
export type * from './maintenance';
export type * from './planning';
export type * from './telling';
