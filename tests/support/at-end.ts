/** What is to be done when the test is over; a file apart, since every test loads it. */
export const atEnd: (() => Promise<void>)[] = [];
