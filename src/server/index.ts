export { createApp } from './app.ts';
export { loopbackNames } from './guards/local.ts';
export { serverMessages } from './messages.ts';
export { openApiDocument } from './openapi.ts';
export { listen, startServices } from './serve.ts';
export type { Listening, RunningServices, ServiceOptions } from './serve.ts';
export type { Services } from './services.ts';
export { mountStudio, studioIsBuilt } from './studio/studio-files.ts';
export { studioPage } from './studio/studio-page.ts';
