using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Evidence;
using Sakimori.Platform.Keys;
using Sakimori.Web.Console.Evidence;

namespace Sakimori.Cli;

/// <summary>
/// <c>sakimori evidence …</c>: checks evidence without a server and without a network; suspends, resumes and revokes it on the data folder
/// itself or through a running portal.
/// </summary>
internal static class EvidenceCommands
{
    public static Command Command() => new("evidence", Messages.Of(new("証拠文書", "evidence documents")))
    {
        Verify(),
        Decide("suspend", EvidenceState.Suspended, new("証拠文書の効力を一時停止する", "suspend a document")),
        Decide("resume", EvidenceState.Active, new("一時停止した証拠文書を再開する", "let a suspended document stand again")),
        Decide("revoke", EvidenceState.Revoked, new("証拠文書を取り消す（元に戻せない）", "revoke a document for good")),
    };

    // For the office: by the number in the document, whoever it was issued for.
    private static Command Decide(string name, EvidenceState state, Text words)
    {
        var place = new PlaceOptions(_ => { });
        var number = new Argument<string>("number") { Description = Messages.Of(new("証拠文書の番号（文書の id）", "the number of the document: its member id")) };
        var command = new Command(name, Messages.Of(words)) { number };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed,
            async portal => Finish(await portal.SendAsync(HttpMethod.Post, $"{EvidenceStore.StatusApi.TrimStart('/')}/{Uri.EscapeDataString(parsed.GetValue(number)!)}",
                new(null, state.Code()), EvidenceApiJson.Default.EvidenceStatusDocument, cancel), parsed.GetValue(place.Json)),
            async services => Finish(await services.GetRequiredService<EvidenceStore>().DecideAsync(Reader.System, parsed.GetValue(number)!, state, cancel),
                parsed.GetValue(place.Json)), cancel));
        return command;
    }

    private static int Finish(Failure? failure, bool json)
        => failure is null ? ApiAnswer.Done(Array.Empty<byte>(), json) : Messages.Fail(failure, json);


    private static Command Verify()
    {
        var file = new Argument<string>("file") { Description = Messages.Of(new("証拠文書の JSON ファイル（- は標準入力）", "the evidence document, a JSON file (- is standard input)")) };
        var issuer = new Option<string>("--issuer")
        {
            Description = Messages.Of(new("発行者の鍵ファイル（発行者のポータルの /.well-known/jwks.json）", "the issuer's key file: /.well-known/jwks.json of its portal")),
            Required = true,
        };
        var at = new Option<string?>("--at") { Description = Messages.Of(new("この日（日本時間）の時点で確かめる（既定は今）", "check as of this day in Japan (default: now)")) };
        var json = Messages.JsonOption();
        var command = new Command("verify", Messages.Of(new("証拠文書を、ネットワークを使わずに検証する", "check an evidence document offline"))) { file, issuer, at, json };
        command.SetAction(async (parsed, cancel) =>
        {
            var asJson = parsed.GetValue(json);
            var moment = Moment(parsed.GetValue(at));
            if (moment.Failure is { } noDay)
                return Messages.Fail(noDay, asJson);
            var keyFile = await InputFile.ReadAsync(parsed.GetValue(issuer)!, cancel);
            var keys = keyFile.Match(bytes => KeySet.Parse(bytes), failure => failure);
            if (keys.Failure is { } noKeys)
                return Messages.Fail(noKeys, asJson);
            var document = await InputFile.ReadAsync(parsed.GetValue(file)!, cancel);
            var verdict = document.Match(bytes => EvidenceCheck.Run(bytes, keys.Value, moment.Value), failure => failure);
            return verdict.Match(found => Report(found, asJson), failure => Messages.Fail(failure, asJson));
        });
        return command;
    }

    // A day means its end: what is valid on that day is valid all of it.
    private static Outcome<DateTime> Moment(string? day)
    {
        if (day is null)
            return TimeProvider.System.GetUtcNow().UtcDateTime;
        return Dates.Parse(day) is { } date
            ? date.ToDateTime(new TimeOnly(23, 59, 59), DateTimeKind.Utc).AddHours(-9)
            : new Failure(FailureKind.Invalid, new($"--at {day} は日付として読めません。2026-11-28 のように指定してください。", $"--at {day} is no date. Give one such as 2026-11-28."));
    }

    private static int Report(EvidenceVerdict verdict, bool json)
    {
        var document = verdict.Document;
        if (json)
        {
            Messages.WriteJson(new(
                verdict.Finding == EvidenceFinding.Valid, Code(verdict.Finding), Messages.Of(verdict.Words), document.Id, Said(verdict, document.Issuer.Name.Words),
                Said(verdict, document.Subject.Name.Words), Said(verdict, document.Claim.Words.Words), Said(verdict, document.Assurance.Words.Words),
                document.Validity.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), document.Validity.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                verdict.Key?.Name, document.Proof!.Key, verdict.RevocationKnownUntil, document.Status.Ask), type => type.VerdictDocument);
        }
        else
        {
            Console.Out.WriteLine(Messages.Of(verdict.Finding == EvidenceFinding.Valid
                ? new Text($"有効：{verdict.Words.Ja}", $"VALID: {verdict.Words.En}") : new Text($"無効：{verdict.Words.Ja}", $"NOT VALID: {verdict.Words.En}")));
            if (IsSigned(verdict))
            {
                foreach (var (term, words) in Lines(verdict))
                    Console.Out.WriteLine($"{Messages.Of(term)}{Messages.Of(words)}");
            }
        }

        return verdict.Finding switch
        {
            EvidenceFinding.Valid => ExitCode.Done,
            EvidenceFinding.Altered => ExitCode.Altered,
            EvidenceFinding.UnknownKey => ExitCode.UnknownKey,
            EvidenceFinding.Expired => ExitCode.Expired,
            _ => ExitCode.Withdrawn,
        };
    }

    private static IEnumerable<(Text Term, Text Words)> Lines(EvidenceVerdict verdict)
    {
        var document = verdict.Document;
        yield return (new("発行者      ", "Issuer      "), document.Issuer.Name.Words + Text.Same($"  {document.Issuer.Address}"));
        yield return (new("対象        ", "Subject     "), document.Subject.Name.Words);
        yield return (new("内容        ", "Claim       "), document.Claim.Words.Words);
        yield return (new("範囲        ", "Scope       "), document.Scope.Words);
        yield return (new("保証の水準  ", "Assurance   "), document.Assurance.Words.Words);
        yield return (new("有効期間    ", "Validity    "), document.Validity.Words.Words);
        yield return (new("取消し      ", "Revocation  "), verdict.Revocation);
        yield return (new("署名した鍵  ", "Signed by   "), Text.Same($"{verdict.Key!.Name}  {verdict.Key.Kid}"));
    }

    // What nobody has signed is not repeated: it would look like a statement of the issuer's.
    private static bool IsSigned(EvidenceVerdict verdict) => verdict.Finding is not (EvidenceFinding.Altered or EvidenceFinding.UnknownKey);

    private static string? Said(EvidenceVerdict verdict, Text words) => IsSigned(verdict) ? Messages.Of(words) : null;

    private static string Code(EvidenceFinding finding) => finding switch
    {
        EvidenceFinding.Valid => "valid",
        EvidenceFinding.Altered => "altered",
        EvidenceFinding.UnknownKey => "unknown-key",
        EvidenceFinding.Expired => "expired",
        _ => "withdrawn",
    };
}

/// <summary>What <c>evidence verify --json</c> prints; what nobody the reader trusts has signed is null.</summary>
internal sealed record VerdictDocument(
    bool Valid, string Finding, string Words, string Id, string? Issuer, string? Subject, string? Claim, string? Assurance, string From, string Until,
    string? Key, string Fingerprint, DateTime RevocationKnownUntil, string Ask);
