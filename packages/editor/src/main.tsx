import './api/no-eval.ts';
import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import '@fontsource/inter/latin-600.css';
import '@fontsource/inter/latin-ext-400.css';
import '@fontsource/inter/latin-ext-500.css';
import '@fontsource/inter/latin-ext-600.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-600.css';
import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/global.css';
import './theme/mantine-overrides.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { startLive } from './store/live.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root".');

startLive();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
