using DataflowWrite.Cli;

NativeHeap.ReturnLargeBuffers();
using var interruption = Interruption.BySignals();
return await CommandLine.RunAsync(args, CliConsole.OfProcess(), interruption);
