using System.CommandLine;
using System.CommandLine.Help;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary>Every command of the tool.</summary>
internal static class Commands
{
    /// <summary>The tree of commands.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(Messages.Of(new("防人：情報セキュリティの取組みを一つの場所で。", "Sakimori: a whole security programme in one place.")))
        {
            Serve.Command(),
            Doctor.Command(),
            AccessCommands.Command(),
            AuditCommands.Command(),
            BenchmarkCommands.Command(),
            DirectoryCommands.Command(),
            BackupCommands.Command(),
            RestoreCommands.Command(),
            HeldCommands.Command(),
            EvidenceCommands.Command(),
            KeysCommands.Command(),
        };
        foreach (var option in root.Options.Where(o => o is HelpOption or VersionOption))
        {
            option.Description = Messages.Of(option is HelpOption
                ? new Text("使い方を表示する", "show help and usage") : new Text("バージョンを表示する", "show the version"));
        }

        return root;
    }
}
