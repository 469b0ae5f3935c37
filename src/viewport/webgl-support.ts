/** Whether this browser can give a page a WebGL 2 context, which Spark needs. The probe leaves none behind. */
export function hasWebGL2(): boolean {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return gl !== null;
}
