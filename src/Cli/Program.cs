using System.CommandLine;
using Sakimori.Cli;

var root = new RootCommand(Messages.Of(new("防人：情報セキュリティの取組みを一つの場所で。", "Sakimori: a whole security programme in one place.")))
{
    Serve.Command(),
    Doctor.Command(),
    AccessCommands.Command(),
    BenchmarkCommands.Command(),
    DirectoryCommands.Command(),
};
return await root.Parse(args).InvokeAsync();
