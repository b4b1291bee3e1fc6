declare module '@svg-maps/sweden' {
  const outline: {
    viewBox: string;
    locations: readonly { id: string; name: string; path: string }[];
  };

  // biome-ignore lint/style/noDefaultExport: the package has no other
  export { outline as default };
}
