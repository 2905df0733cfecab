/**
 * Units at compile time. In the engine a quantity is a plain `number` in the canonical unit of its dimension,
 * branded with that unit, so that watts cannot be passed where joules are wanted and arithmetic costs nothing.
 * The result of arithmetic is a bare number: brand it again with the constructor of its unit.
 */
declare const unit: unique symbol;
export type Quantity<U extends string> = number & { readonly [unit]: U };

export type Seconds = Quantity<'s'>;
export type Watts = Quantity<'W'>;
export type Joules = Quantity<'J'>;
export type Bytes = Quantity<'B'>;
export type BytesPerSecond = Quantity<'B/s'>;
/** Operations: floating-point or integer multiply-adds count two, as vendors and EAR 3A090 count them. */
export type Flop = Quantity<'FLOP'>;
export type FlopPerSecond = Quantity<'FLOP/s'>;
export type Tokens = Quantity<'token'>;
export type TokensPerSecond = Quantity<'token/s'>;
export type RequestsPerSecond = Quantity<'request/s'>;
export type SquareMillimetres = Quantity<'mm2'>;
/** A dimensionless number: 0.3 is 30 %. */
export type Ratio = Quantity<'1'>;

export const seconds = (value: number): Seconds => value as Seconds;
export const watts = (value: number): Watts => value as Watts;
export const joules = (value: number): Joules => value as Joules;
export const bytes = (value: number): Bytes => value as Bytes;
export const bytesPerSecond = (value: number): BytesPerSecond => value as BytesPerSecond;
export const flop = (value: number): Flop => value as Flop;
export const flopPerSecond = (value: number): FlopPerSecond => value as FlopPerSecond;
export const tokens = (value: number): Tokens => value as Tokens;
export const tokensPerSecond = (value: number): TokensPerSecond => value as TokensPerSecond;
export const requestsPerSecond = (value: number): RequestsPerSecond => value as RequestsPerSecond;
export const squareMillimetres = (value: number): SquareMillimetres => value as SquareMillimetres;
export const ratio = (value: number): Ratio => value as Ratio;
