using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Backup;
using Sakimori.Web.Console.Backup;

namespace Sakimori.Cli;

/// <summary><c>sakimori held …</c>: what waits since a restore, on the data folder itself or through a running portal.</summary>
internal static class HeldCommands
{
    private const string Path = "api/v1/held";
    private const int PageSize = 200;

    public static Command Command() => new("held", Messages.Of(new("復元の後に保留中のもの", "what is held after a restore"))) { List(), Release(), Discard() };

    private static Command List()
    {
        var (place, kind) = (Place(), KindOption());
        var command = new Command("list", Messages.Of(new("保留中のものの一覧を表示する", "list what is held"))) { kind };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => (await ListAsync(portal, parsed.GetValue(kind), cancel)).Match(rows => Print(rows, parsed.GetValue(place.Json)), failure => Messages.Fail(failure, parsed.GetValue(place.Json))),
            async services =>
            {
                var (held, all) = (services.GetRequiredService<HeldItems>(), new List<HeldDocument>());
                for (IReadOnlyList<HeldRow> rows = []; all.Count == 0 || rows.Count == PageSize;)
                {
                    (rows, _) = await held.ListAsync(HeldKinds.Parse(parsed.GetValue(kind)), all.Count, PageSize, cancel);
                    if (rows.Count == 0)
                        break;
                    all.AddRange(rows.Select(HeldDocument.Of));
                }

                return Print(all, parsed.GetValue(place.Json));
            }, cancel));
        return command;
    }

    private static Command Release()
    {
        var (place, kind) = (Place(), KindOption());
        var number = new Argument<long?>("number") { Description = Messages.Of(new("番号（held list で表示）", "its number, as held list shows it")), Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = Messages.Of(new("すべてを再開する", "release everything")) };
        var command = new Command("release", Messages.Of(new("保留中のものを再開する（一件、一種類、またはすべて）", "let one, all of a kind, or everything go on"))) { number, kind, all };
        place.AddTo(command);
        command.Validators.Add(given =>
        {
            if (new[] { given.GetValue(number) is not null, given.GetValue(kind) is not null, given.GetValue(all) }.Count(g => g) != 1)
                given.AddError(Messages.Of(new("番号、--kind、--all のどれか一つを指定してください。", "Give a number, --kind or --all.")));
        });
        command.SetAction((parsed, cancel) =>
        {
            var kinds = parsed.GetValue(all) ? Enum.GetValues<HeldKind>() : HeldKinds.Parse(parsed.GetValue(kind)) is { } one ? [one] : [];
            return place.RunAsync(parsed,
                async portal =>
                {
                    if (parsed.GetValue(number) is { } chosen)
                        return ApiAnswer.Done(await portal.CallAsync(HttpMethod.Post, $"{Path}/{chosen}/release", null, cancel), parsed.GetValue(place.Json));
                    return await EachAsync(kinds, async k => (await portal.CallAsync(HttpMethod.Post, $"{Path}/release?kind={k.Code()}", null, cancel)).Failure, parsed.GetValue(place.Json));
                },
                async services =>
                {
                    var held = services.GetRequiredService<HeldItems>();
                    return parsed.GetValue(number) is { } chosen
                        ? Finish(await held.ReleaseAsync(Reader.System, chosen, cancel), parsed.GetValue(place.Json))
                        : await EachAsync(kinds, async k => (await held.ReleaseAllAsync(Reader.System, k, cancel)).Failure, parsed.GetValue(place.Json));
                }, cancel);
        });
        return command;
    }

    private static Command Discard()
    {
        var place = Place();
        var number = new Argument<long>("number") { Description = Messages.Of(new("番号（held list で表示）", "its number, as held list shows it")) };
        var reason = new Option<string>("--reason") { Description = Messages.Of(new("理由（監査証跡に残る）", "why; kept in the audit trail")), Required = true };
        var command = new Command("discard", Messages.Of(new("保留中のものを破棄する（元に戻せない）", "end something that is held, for good"))) { number, reason };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => Finish(await portal.SendAsync(HttpMethod.Post, $"{Path}/{parsed.GetValue(number)}/discard",
                new(parsed.GetValue(reason)), HeldJson.Default.HeldReasonDocument, cancel), parsed.GetValue(place.Json)),
            async services => Finish(await services.GetRequiredService<HeldItems>().DiscardAsync(Reader.System, parsed.GetValue(number), parsed.GetValue(reason), cancel),
                parsed.GetValue(place.Json)), cancel));
        return command;
    }

    private static PlaceOptions Place() => new(services => services.AddModules());

    private static Option<string?> KindOption()
    {
        var kind = new Option<string?>("--kind") { Description = Messages.Of(new("種類", "the kind")) };
        kind.AcceptOnlyFromAmong([.. Enum.GetValues<HeldKind>().Select(k => k.Code())]);
        return kind;
    }

    private static async Task<Outcome<IReadOnlyList<HeldDocument>>> ListAsync(RemotePortal portal, string? kind, CancellationToken cancel)
    {
        var all = new List<HeldDocument>();
        for (var page = 1; ; page++)
        {
            var answer = await portal.CallAsync(HttpMethod.Get, $"{Path}?page={page}&size={PageSize}{(kind is null ? "" : $"&kind={kind}")}", null, cancel);
            if (answer.Failure is { } failure)
                return failure;
            var read = JsonSerializer.Deserialize(answer.Value, HeldJson.Default.HeldListDocument)!;
            all.AddRange(read.Items);
            if (read.Items.Count < PageSize)
                return all;
        }
    }

    private static async Task<int> EachAsync(IEnumerable<HeldKind> kinds, Func<HeldKind, Task<Failure?>> release, bool json)
    {
        foreach (var kind in kinds)
        {
            if (await release(kind) is { } failure)
                return Messages.Fail(failure, json);
        }

        return Finish(null, json);
    }

    private static int Finish(Failure? failure, bool json) => failure is null ? ApiAnswer.Done(Array.Empty<byte>(), json) : Messages.Fail(failure, json);

    private static int Print(IReadOnlyList<HeldDocument> rows, bool json)
    {
        if (json)
        {
            Messages.WriteJson(rows, type => type.IReadOnlyListHeldDocument);
            return ExitCode.Done;
        }

        foreach (var row in rows)
            Console.Out.WriteLine($"{row.Number,6}  {row.Kind,-8}  {(row.At is { } at ? Messages.Of(Dates.Moment(at)) : ""),-20}  {row.Name}{(row.For is { } of ? $"  {of}" : "")}");
        return ExitCode.Done;
    }
}
