using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>An answer that somebody changed on a form.</summary>
/// <param name="Item">The item's identifier.</param>
/// <param name="Given">What was chosen; never missing.</param>
/// <param name="Seen">The version of the stored answer when the form was rendered; 0 when there was none.</param>
internal readonly record struct Change(string Item, Answer Given, int Seen);

/// <summary>Begins and fills drafts.</summary>
internal static class Drafting
{
    /// <summary>Nobody may save into a draft that is no longer there.</summary>
    public static Failure Gone { get; } = new(FailureKind.Conflict, new(
        "この診断はすでに提出されています。「これまでの診断」から結果をご覧ください。",
        "This self-check has been submitted meanwhile. Its result stands in the list of your results."));

    /// <summary>Only contributors and managers answer for an organisation.</summary>
    public static Failure MayNotAnswer { get; } = new(FailureKind.Forbidden, new(
        "回答できるのは、この組織の「記入者」または「責任者」です。組織の責任者に権限をご相談ください。",
        "Only contributors and managers of the organisation can answer. Please ask its manager."));

    /// <summary>Makes the respondent's draft unless there is one, and says which it is.</summary>
    public static async Task<Guid> BeginAsync(UnitOfWork work, Respondent respondent, RuleSet rules, CancellationToken cancel)
    {
        var audience = await OwnAudience.OfAsync(work, cancel);
        await work.FlushAsync(cancel);
        var benchmark = work.Enlist<BenchmarkContext>();
        var id = Guid.CreateVersion7(work.Now);
        var made = await benchmark.Database.ExecuteSqlAsync($"""
            INSERT INTO benchmark_draft ("Id", "Audience", "Tlp", "RulesVersion", "Began", "Revision")
            VALUES ({id}, {audience}, {(int)Tlp.Amber}, {rules.Version}, {work.Now}, 0) ON CONFLICT ("Audience") DO NOTHING
            """, cancel);
        if (made == 0)
            return await benchmark.Drafts.Where(d => d.Audience == respondent.Audience).Select(d => d.Id).SingleAsync(cancel);
        work.Audit("benchmark.draft.began", $"draft:{id}", after: new { rules.Version });
        return id;
    }

    /// <summary>
    /// Lets a draft go on by a later version, once, whoever comes first. Every stored answer stays as it is: those of common items count
    /// on, the others wait in the row.
    /// </summary>
    public static async Task CarryOverAsync(
        UnitOfWork work, Respondent respondent, Draft draft, string later, CancellationToken cancel)
    {
        var carried = await work.Enlist<BenchmarkContext>().Database.ExecuteSqlAsync($"""
            UPDATE benchmark_draft SET "RulesVersion" = {later}, "CarriedFrom" = COALESCE("CarriedFrom", "RulesVersion"), "Revision" = "Revision" + 1
            WHERE "Id" = {draft.Id} AND "Audience" = {respondent.Audience} AND "RulesVersion" = {draft.RulesVersion}
            """, cancel);
        if (carried > 0)
            work.Audit("benchmark.draft.carried", $"draft:{draft.Id}", new { draft.RulesVersion }, new { RulesVersion = later });
    }

    /// <summary>
    /// Stores changes in a draft, each unless somebody else changed the same answer since the form was rendered: those are left as
    /// they stand and returned. Fails when the draft is gone.
    /// </summary>
    public static async Task<Outcome<IReadOnlyList<Change>>> SaveAsync(
        UnitOfWork work, Respondent respondent, Guid draft, IReadOnlyList<Change> changes, CancellationToken cancel)
    {
        var benchmark = work.Enlist<BenchmarkContext>();
        var there = await benchmark.Database.ExecuteSqlAsync($"""
            UPDATE benchmark_draft SET "Revision" = "Revision" + 1 WHERE "Id" = {draft} AND "Audience" = {respondent.Audience}
            """, cancel);
        if (there == 0)
            return Gone;
        var stored = await UpsertAsync(benchmark, respondent, draft, changes, work.Now, cancel);
        work.Audit("benchmark.draft.saved", $"draft:{draft}",
            after: changes.Where(c => stored.Contains(c.Item)).ToDictionary(c => c.Item, c => c.Given.ToString()));
        return changes.Where(c => !stored.Contains(c.Item)).ToList();
    }

    // One statement for the whole step: a row is written when it is new, unchanged since it was seen, or the account's own.
    private static async Task<HashSet<string>> UpsertAsync(
        BenchmarkContext benchmark, Respondent respondent, Guid draft, IReadOnlyList<Change> changes, DateTime now, CancellationToken cancel)
    {
        if (changes.Count == 0)
            return [];
        var sql = new StringBuilder("""
            INSERT INTO benchmark_draft_answer AS stored ("Draft", "Item", "Answer", "Version", "By", "ByName", "At") VALUES
            """);
        var values = new List<object> { draft, respondent.Account, respondent.Name, now };
        foreach (var change in changes)
        {
            sql.Append(values.Count == 4 ? " " : ", ");
            sql.Append(CultureInfo.InvariantCulture, $"({{0}}, {{{values.Count}}}, {{{values.Count + 1}}}, {{{values.Count + 2}}}, {{1}}, {{2}}, {{3}})");
            values.AddRange([change.Item, change.Given.Symbol.ToString(), change.Seen + 1]);
        }

        sql.Append("""
             ON CONFLICT ("Draft", "Item") DO UPDATE SET "Answer" = excluded."Answer", "Version" = stored."Version" + 1,
                "By" = excluded."By", "ByName" = excluded."ByName", "At" = excluded."At"
            WHERE stored."Version" = excluded."Version" - 1 OR stored."By" = excluded."By"
            RETURNING "Item" AS "Value"
            """);
        var written = await benchmark.Database.SqlQueryRaw<string>(sql.ToString(), [.. values]).ToListAsync(cancel);
        return [.. written];
    }
}
