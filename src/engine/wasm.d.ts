/** Wrangler compiles `.wasm` imports to modules. */
declare module '*.wasm' {
  const module: WebAssembly.Module;
  export default module;
}
