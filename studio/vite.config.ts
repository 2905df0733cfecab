import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** Puts scripts and styles into the page itself, so that it opens from disk and can be mailed. */
function inline(): Plugin {
  return {
    name: 'fleetwright-inline',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') return;
      let html = String(page.source);
      for (const [name, file] of Object.entries(bundle)) {
        if (file === page) continue;
        const path = name.replaceAll('.', String.raw`\.`);
        if (file.type === 'chunk') {
          const code = file.code
            .replaceAll('</script', String.raw`<\/script`)
            .replaceAll('__VITE_PRELOAD__', 'void 0');
          html = html
            .replace(new RegExp(`<script type="module"[^>]*${path}[^>]*></script>`, 'u'), '')
            .replace('</body>', () => `<script type="module">${code}</script></body>`);
        } else if (name.endsWith('.css')) {
          html = html.replace(
            new RegExp(`<link[^>]*${path}[^>]*>`, 'u'),
            () => `<style>${String(file.source)}</style>`,
          );
        }
        delete bundle[name];
      }
      page.source = html;
    },
  };
}

const rooms = fileURLToPath(new URL('../src/', import.meta.url));

/** Two builds: the studio itself, and (mode `page`) the template of a plan as one file. */
export default defineConfig(({ mode }) => {
  const page = mode === 'page';
  return {
    root: import.meta.dirname,
    base: page ? './' : '/',
    plugins: [react(), ...(page ? [inline()] : [])],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: page ? '../dist/studio-page' : '../dist/studio',
      emptyOutDir: true,
      target: 'es2024',
      modulePreload: page ? false : { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      assetsInlineLimit: page ? 1e7 : 2048,
      cssCodeSplit: !page,
      rolldownOptions: {
        // The rooms of the package are pure: what is not used of them need not be shipped.
        treeshake: { moduleSideEffects: (id) => !id.startsWith(rooms) },
        input: page ? 'page.html' : 'index.html',
        ...(page && { output: { codeSplitting: false } }),
      },
    },
  };
});
