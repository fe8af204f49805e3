using System.CommandLine;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Host;
using Sakimori.Kernel;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Transparency;

namespace Sakimori.Cli;

/// <summary>
/// <c>sakimori audit …</c>: proves against checkpoints that were kept elsewhere that the audit trail is what it was, and gives out the
/// checkpoint to keep. Both read the records as they are, also while the server runs.
/// </summary>
internal static class AuditCommands
{
    public static Command Command() => new("audit", Messages.Of(new("監査証跡の検証", "the audit trail and its proof"))) { Verify(), Checkpoint() };

    private static Command Verify()
    {
        var (data, database, json) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption(), Messages.JsonOption());
        var checkpoints = new Option<string[]>("--checkpoint")
        {
            Description = Messages.Of(new(
                "データベースの外に保管したチェックポイントのファイル（複数指定できる。既定はログのフォルダーにあるもの）",
                "a checkpoint that was kept outside the database; may be given several times (default: the one in the folder of the log)")),
        };
        var log = new Option<string?>("--log") { Description = Messages.Of(new("ログのフォルダー（既定は設定 audit-log-folder）", "the folder of the log (default: the setting audit-log-folder)")) };
        var key = new Option<string?>("--key") { Description = Messages.Of(new("チェックポイントを検証する鍵（既定はデータベースにあるもの）", "the key that checks the checkpoints (default: the one in the database)")) };
        var command = new Command("verify", Messages.Of(new("監査証跡が変えられていないことを証明する", "prove that the audit trail was not changed"))) { data, database, checkpoints, log, key, json };
        command.SetAction((parsed, cancel) => OwnRecords.ReadAsync(parsed.GetValue(data)!, parsed.GetValue(database), parsed.GetValue(json), async (settings, services) =>
        {
            var verification = services.GetRequiredService<AuditVerification>();
            var folder = new LogFolder(parsed.GetValue(log) ?? settings.AuditLog().Folder!);
            var notes = await NotesAsync(parsed.GetValue(checkpoints) ?? [], folder, cancel);
            var known = await KeyAsync(parsed.GetValue(key), verification, folder, cancel);
            var kept = notes.Match(found => Open(found, known), failure => failure);
            if (kept.Failure is { } failure)
            {
                var code = Messages.Fail(failure, parsed.GetValue(json));
                return notes.Succeeded && known is not null ? ExitCode.UnknownKey : code;
            }

            return Report(await verification.RunAsync(kept.Value, folder, cancel), parsed.GetValue(json));
        }, cancel));
        return command;
    }

    // The one that is named; else the database's, and when somebody took that away, the one in the folder of the log.
    private static async Task<NoteKey?> KeyAsync(string? named, AuditVerification verification, LogFolder folder, CancellationToken cancel)
    {
        if (named is not null)
            return NoteKey.Parse(named);
        if (await verification.CheckpointAsync(cancel) is { } own)
            return own.Key;
        return folder.Read(AuditLogSettings.KeyFile) is { } file ? NoteKey.Parse(Encoding.UTF8.GetString(file).TrimEnd()) : null;
    }

    private static Outcome<IReadOnlyList<Checkpoint>> Open(IReadOnlyList<byte[]> notes, NoteKey? key)
    {
        var kept = new List<Checkpoint>();
        foreach (var note in notes)
        {
            if (key is null)
            {
                return new Failure(FailureKind.Invalid, new(
                    "チェックポイントを検証する鍵がありません。--key に、保管した鍵を name+0123abcd+… の形で指定してください。",
                    "There is no key that could check the checkpoint. Give the one that you kept with --key, in the form name+0123abcd+…."));
            }

            var opened = Platform.Transparency.Checkpoint.Open(note, key);
            if (opened.Failure is { } unsigned)
                return unsigned with { Detail = new($"チェックポイントを、このログの鍵で検証できません。{unsigned.Detail.Ja}", $"The log's key does not check the checkpoint. {unsigned.Detail.En}") };
            kept.Add(opened.Value);
        }

        return kept;
    }

    private static Command Checkpoint()
    {
        var (data, database, force, json) = (OwnRecords.DataOption(), OwnRecords.DatabaseOption(), OutputFile.ForceOption(), Messages.JsonOption());
        var file = new Option<string?>("--out") { Description = Messages.Of(new("書き出すファイル（既定は標準出力）", "the file to write (default: standard output)")) };
        var command = new Command("checkpoint", Messages.Of(new("保管するための、いまのチェックポイントを書き出す", "write the current checkpoint, to be kept elsewhere"))) { data, database, file, force, json };
        command.SetAction((parsed, cancel) => OwnRecords.ReadAsync(parsed.GetValue(data)!, parsed.GetValue(database), parsed.GetValue(json), async (_, services) =>
        {
            var asJson = parsed.GetValue(json);
            if (await services.GetRequiredService<AuditVerification>().CheckpointAsync(cancel) is not var (note, key))
            {
                return Messages.Fail(new(FailureKind.NotFound, new("まだ何も封印されていません。サーバーを起動してから、もう一度実行してください。",
                    "Nothing is sealed yet. Start the server, and try again.")), asJson);
            }

            if (parsed.GetValue(file) is { } path)
                return await OutputFile.WriteAsync(path, Encoding.UTF8.GetBytes(note), parsed.GetValue(force), asJson, cancel);
            if (asJson)
                Messages.WriteJson(new(note, $"{key}"), type => type.CheckpointDocument);
            else
                Console.Out.Write(note);
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    // Those that are named; else the one in the folder of the log, when there is one.
    private static async Task<Outcome<IReadOnlyList<byte[]>>> NotesAsync(string[] files, LogFolder folder, CancellationToken cancel)
    {
        if (files.Length == 0)
            return folder.Read(TilePath.Checkpoint) is { } there ? (byte[][])[there] : (byte[][])[];
        var notes = new List<byte[]>();
        foreach (var file in files)
        {
            var read = await InputFile.ReadAsync(file, cancel);
            if (read.Failure is { } failure)
                return failure;
            notes.Add(read.Value);
        }

        return notes.ToArray();
    }

    private static int Report(AuditVerdict verdict, bool json)
    {
        if (json)
        {
            Messages.WriteJson(new(verdict.Findings.Count == 0, verdict.Sealed, verdict.Proved, verdict.Waiting, verdict.Erased, verdict.Late,
                [.. verdict.Findings.Select(f => new AuditFindingLine(Code(f.Defect), f.Index, f.Count, f.Entry, Messages.Of(f.Words)))]), type => type.AuditVerdictDocument);
        }
        else
        {
            foreach (var finding in verdict.Findings)
                Console.Out.WriteLine(Messages.Of(finding.Words));
            Console.Out.WriteLine(Messages.Of((verdict.Findings.Count, verdict.Proved) switch
            {
                (0, 0) => new("変更は見つかりませんでしたが、外に保管されたチェックポイントがないため、証明はできません。", "Nothing differs, but no checkpoint was kept outside that would prove it."),
                (0, var proved) => new($"変更なし：チェックポイントまでの{proved}件は、封印したときのままです。", $"UNCHANGED: the {proved} entries up to the checkpoint are as they were sealed."),
                _ => new("変更あり：監査証跡が、封印したときと異なります。", "CHANGED: the audit trail is not as it was sealed."),
            }));
            Console.Out.WriteLine(Messages.Of(new(
                $"封印済み{verdict.Sealed}件（うち、記録の日時から1時間より後に封印したもの{verdict.Late}件）、封印待ち{verdict.Waiting}件、内容を消去した項目{verdict.Erased}件",
                $"{verdict.Sealed} sealed ({verdict.Late} of them more than an hour after the time they carry), {verdict.Waiting} waiting to be sealed, content of {verdict.Erased} erased")));
        }

        return verdict.Findings.Count == 0 ? ExitCode.Done : ExitCode.Of(verdict.Findings[0].Defect);
    }

    private static string Code(AuditDefect defect) => defect switch
    {
        AuditDefect.Altered => "altered",
        AuditDefect.Reordered => "reordered",
        AuditDefect.Inserted => "inserted",
        AuditDefect.Removed => "removed",
        AuditDefect.CutFromEnd => "cut-from-end",
        _ => "rewritten",
    };
}

/// <summary>What <c>audit verify --json</c> prints.</summary>
internal sealed record AuditVerdictDocument(bool Unchanged, long Sealed, long Proved, long Waiting, long Erased, long Late, IReadOnlyList<AuditFindingLine> Findings);

/// <summary>One difference; the index counts from 0 and is missing for an entry that has no place in the log.</summary>
internal sealed record AuditFindingLine(string Defect, long? Index, long Count, Guid? Entry, string Words);

/// <summary>What <c>audit checkpoint --json</c> prints.</summary>
internal sealed record CheckpointDocument(string Checkpoint, string Key);
