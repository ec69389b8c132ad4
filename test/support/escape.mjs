// Loaded into a server by a test: at a signal, an error is thrown that nobody answers.
process.on('SIGUSR2', () => {
  throw new Error('thrown by a test');
});
