/** What is to be done when all tests of a file are over; a file apart, since every test loads it. */
export const atEnd: (() => Promise<void>)[] = [];
