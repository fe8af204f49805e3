using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Records;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// Offers a kept result of an organisation as evidence: that it reached this total on that day under those rules, self-declared, valid for a
/// year from the check.
/// </summary>
internal sealed class ResultEvidence(Works works, ContextFactory contexts, EvidenceStore evidence, IOrganisationNames names, Questionnaires questionnaires, TimeProvider time)
{
    /// <summary>The kind of claim.</summary>
    public const string Type = "benchmark.total";

    private const string Version = "1";

    private static readonly Failure TooOld = new(FailureKind.Conflict, new(
        "この診断から1年以上たっているため、証拠文書を発行できません。新しく自己診断を行ってください。",
        "The self-check is more than a year old, so no evidence can be issued of it. Please make a new one."));

    /// <summary>Of what result a document says something.</summary>
    public static string Origin(Guid check) => $"check:{check}";

    /// <summary>What would be issued of a result; 'not found' unless the reader speaks for its organisation.</summary>
    public async Task<Outcome<NewEvidence>> OfferAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var benchmark = contexts.Read<BenchmarkContext>(reader);
        if (await benchmark.Checks.SingleOrDefaultAsync(c => c.Id == id, cancel) is not { Organisation: { } organisation } check
            || !reader.Holds(Role.Manager, check.Audience) || questionnaires.Find(check.RulesVersion) is not { } rules)
            return Failure.NotFound;
        var day = Dates.DayInJapan(check.Submitted);
        var until = day.AddYears(1).AddDays(-1);
        if (until < Dates.DayInJapan(time.GetUtcNow().UtcDateTime))
            return TooOld;
        var name = (await names.OfAsync([organisation], cancel))[organisation];
        return new NewEvidence
        {
            Audience = check.Audience,
            Tlp = check.Tlp,
            Origin = Origin(id),
            Subject = organisation,
            SubjectName = name,
            Claim = Claim(check, name, day, rules.Questionnaire),
            Scope = new("組織が自らについて回答した範囲（組織全体）", "The organisation as a whole, as it answered about itself"),
            Assurance = AssuranceLevel.SelfDeclared,
            From = day,
            Until = until,
        };
    }

    /// <summary>Issues it and gives the document's id; what stands already is given instead of a second one.</summary>
    /// <param name="reader">Who speaks for the organisation.</param>
    /// <param name="id">The check.</param>
    /// <param name="portal">The portal's address.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Guid>> IssueAsync(Reader reader, Guid id, string portal, CancellationToken cancel)
    {
        var offer = await OfferAsync(reader, id, cancel);
        if (offer.Failure is { } failure)
            return failure;
        await using var work = await works.BeginAsync(reader, cancel);
        var issued = await evidence.IssueAsync(work, offer.Value, portal, cancel);
        if (issued.Succeeded)
            await work.CommitAsync(cancel);
        return issued;
    }

    private static EvidenceClaim Claim(Check check, Text name, DateOnly day, Questionnaire questionnaire)
    {
        var (lowest, highest) = (questionnaire.LowestTotal, questionnaire.HighestTotal);
        var written = Dates.Written(day);
        Text words = new(
            $"{name.Ja}は、{written.Ja}の情報セキュリティ対策ベンチマーク（自己診断、規則{check.RulesVersion}版）で、総合点{check.Total}点（{lowest}～{highest}点）でした。",
            $"{name.En} reached a total of {check.Total} (on a scale of {lowest} to {highest}) in the information-security self-check on {written.En}, under rules {check.RulesVersion}.");
        return new(Type, Version, TextPair.Of(words), new Dictionary<string, string>
        {
            ["date"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["highest_total"] = $"{highest}",
            ["lowest_total"] = $"{lowest}",
            ["rules_version"] = check.RulesVersion,
            ["total"] = $"{check.Total}",
            ["unknown_items"] = $"{check.Unknown}",
        });
    }
}
