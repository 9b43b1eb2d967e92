// Before anything is drawn: light or dark as chosen earlier; else as the system has it.
'use strict';
try {
  const theme = localStorage.getItem('dateline.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be forbidden; then the system's it is.
}
