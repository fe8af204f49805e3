using Microsoft.Extensions.Hosting;
using Sakimori.Benchmark.Domain;
using Sakimori.Catalogue.Contracts;
using Sakimori.Catalogue.Store;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// Brings the versions that the programme office publishes into <see cref="Questionnaires"/>: at start, at once on the node that
/// publishes, and on the others within <see cref="Interval"/> by one small query. Where there may be several nodes none uses a version
/// for new checks before all know it, so that no reader is asked by one version here and another there.
/// </summary>
internal sealed class QuestionnaireVersions(CatalogueVersions catalogue, Questionnaires questionnaires, Database database, TimeProvider time) : BackgroundService
{
    public const string Kind = "questionnaire";
    public const string QuestionnaireFile = "questionnaire.json";
    public const string RulesFile = "rules.json";

    private readonly Dictionary<Guid, RuleSet> parsed = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private (int, DateTime?) seen;

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Takes over what is published when something has changed.</summary>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var stamp = await catalogue.StampAsync(Kind, cancel);
            if (stamp == seen)
                return;
            var published = new List<PublishedRules>();
            foreach (var version in await catalogue.PublishedAsync(Kind, cancel))
            {
                if (!parsed.TryGetValue(version.Id, out var rules))
                    parsed.Add(version.Id, rules = Parse(version));
                published.Add(new(rules, version.Effective!.Value, database.Engine == Engine.Postgres ? version.Changed + 2 * Interval : default));
            }

            questionnaires.Take(published);
            seen = stamp;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>A version of the catalogue as rules; it was checked before it was kept.</summary>
    public static RuleSet Parse(VersionRow version)
        => RuleSet.Parse(BytesOf(version, QuestionnaireFile), BytesOf(version, RulesFile)).Value;

    public static byte[] BytesOf(VersionRow version, string name) => version.Files.Single(f => f.Name == name).Bytes;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReloadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReloadAsync(stoppingToken);
            }
            catch (System.Data.Common.DbException)
            {
                // The database is away: the versions known so far serve until it is back.
            }
        }
    }
}
