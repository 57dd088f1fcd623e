/** How many times slower than the real requests their dots travel. */
export const slowness = 40;
