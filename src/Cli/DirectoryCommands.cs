using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Directory.Api;
using Sakimori.Directory.Domain;
using Sakimori.Directory.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Cli;

/// <summary>
/// <c>sakimori directory …</c>: organisations and their people in and out, on the data folder itself or through a running portal.
/// </summary>
internal static class DirectoryCommands
{
    private const string Root = "api/v1/directory";

    public static Command Command() => new("directory", Messages.Of(new("組織台帳", "the directory of organisations")))
    {
        Import(),
        Export(),
        new Command("people", Messages.Of(new("一つの組織の担当者", "the people of one organisation"))) { ImportPeople(), ExportPeople() },
    };

    private static Command Import()
    {
        var options = new ImportOptions();
        var command = new Command("import", Messages.Of(new("組織を取り込む（1行でも誤りがあれば、何も取り込まない）", "import organisations, all or nothing")));
        options.AddTo(command);
        command.SetAction((parsed, cancel) => options.RunAsync(parsed, $"{Root}/import", RemoteJson.Default.ImportSummary, type => type.ImportSummary,
            async (services, order, day) => (order.DryRun
                ? await DirectoryImport.PlanAsync(services.GetRequiredService<ContextFactory>(), order.File, order.Name, day, cancel)
                : await services.GetRequiredService<Works>().RunAsync(Reader.System,
                    work => DirectoryImport.CarryOutAsync(work, order.File, order.Name, day, cancel), cancel))
                .Match<Outcome<ImportSummary>>(plan => ImportSummary.Of(plan, order.DryRun, Messages.Language), failure => failure),
            Say, cancel));
        return command;
    }

    private static Command Export()
    {
        var options = new ExportOptions();
        var command = new Command("export", Messages.Of(new("今日の時点のすべての組織を書き出す", "export every organisation as it is today")));
        options.AddTo(command);
        command.SetAction((parsed, cancel) => options.RunAsync(parsed, $"{Root}/export", (context, file, format, day, lossy)
            => DirectoryImport.ExportAsync(context, file, format, day, new(), "name", false, Messages.Language, lossy, cancel), cancel));
        return command;
    }

    private static Command ImportPeople()
    {
        var (options, organisation) = (new ImportOptions(), OrganisationArgument());
        var command = new Command("import", Messages.Of(new("組織の担当者を取り込む（すべてか、何もしないか）", "import the people of an organisation, all or nothing"))) { organisation };
        options.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var id = parsed.GetValue(organisation);
            return options.RunAsync(parsed, $"{Root}/{id}/people", RemoteJson.Default.PeopleSummary, type => type.PeopleSummary,
                async (services, order, day) => (order.DryRun
                    ? await PeopleImport.PlanAsync(services.GetRequiredService<ContextFactory>(), Reader.System, id, order.File, order.Name, day, cancel)
                    : await services.GetRequiredService<Works>().RunAsync(Reader.System,
                        work => PeopleImport.CarryOutAsync(work, id, order.File, order.Name, day, cancel), cancel))
                    .Match<Outcome<PeopleSummary>>(plan => PeopleSummary.Of(plan, order.DryRun, Messages.Language), failure => failure),
                done => ImportOptions.Say(done.DryRun, done.Added, done.Changed, done.Unchanged, done.Encoding, done.Separator), cancel);
        });
        return command;
    }

    private static Command ExportPeople()
    {
        var (options, organisation) = (new ExportOptions(), OrganisationArgument());
        var command = new Command("export", Messages.Of(new("今日の組織の担当者を書き出す", "export the people of an organisation as they are today"))) { organisation };
        options.AddTo(command);
        command.SetAction((parsed, cancel) =>
        {
            var id = parsed.GetValue(organisation);
            return options.RunAsync(parsed, $"{Root}/{id}/people", (context, file, format, day, lossy)
                => PeopleImport.ExportAsync(context, id, file, format, day, Messages.Language, lossy, cancel), cancel);
        });
        return command;
    }

    private static void Say(ImportSummary done)
    {
        ImportOptions.Say(done.DryRun, done.Added, done.Changed, done.Unchanged, done.Encoding, done.Separator);
        foreach (var warning in done.Warnings)
            Console.Error.WriteLine(Messages.Of(new($"  {warning.Row}行目、値「{warning.Value}」：", $"  row {warning.Row}, value '{warning.Value}': ")) + $"{warning.Message} {warning.Remedy}");
    }

    private static Argument<Guid> OrganisationArgument() => new("organisation")
    {
        Description = Messages.Of(new("組織の id（directory export の ID 列）", "the organisation's id (the ID column of directory export)")),
    };
}
