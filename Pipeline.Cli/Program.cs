using DataflowWrite.Cli;

using var interruption = Interruption.BySignals();
return await CommandLine.RunAsync(args, CliConsole.OfProcess(), interruption);
