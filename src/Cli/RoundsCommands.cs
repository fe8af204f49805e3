using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Sakimori.Kernel;

namespace Sakimori.Cli;

/// <summary><c>sakimori benchmark rounds …</c>: what hosts of rounds do, through a running portal.</summary>
internal static class RoundsCommands
{
    private const string Root = "api/v1/benchmark/rounds";

    public static Command Command() => new("rounds", Messages.Of(new("調査ラウンド（稼働中のポータルの API を使う）", "rounds, through a running portal's API")))
    {
        List(), Create(), Invite(), Show(), TakeBack(),
        Change("remind", "remind", new("未回答の組織に督促する（1日に1回まで）", "remind those who have not answered; once a day")),
        Change("close", "close", new("調査ラウンドを終了する（元に戻せない）", "close a round for good")),
        Export(),
    };

    private static Command List() => ServerOptions.List(new("主催する調査ラウンドの一覧を表示する（新しいものが先）", "list the rounds that the key's organisation hosts, the newest first"), Root, Line);

    private static Command Create()
    {
        var place = new ServerOptions();
        Option<string?> Field(string name, Text words, bool required = false) => new(name) { Description = Messages.Of(words), Required = required };
        var title = Field("--title", new("題名（手紙に載る）", "the title, as it stands in letters"), required: true);
        var due = Field("--due", new("期限の日", "the due day"), required: true);
        var titleEn = Field("--title-en", new("英語の題名（既定は題名と同じ）", "the title in English (default: the same)"));
        var message = Field("--message", new("招待する組織への説明", "a message to those who are invited"));
        var messageEn = Field("--message-en", new("英語の説明", "the message in English"));
        var opens = Field("--opens", new("開始日（既定は今日）", "the opening day (default: today)"));
        var version = Field("--version-of-questionnaire", new("質問票の版（既定は開始日に使われている版）", "the version of the questionnaire (default: the one in force on the opening day)"));
        var asked = new Option<string>("--asked") { Description = Messages.Of(new("求める共有範囲", "what is asked for at most")), DefaultValueFactory = _ => "measures" };
        asked.AcceptOnlyFromAmong("done", "total", "measures");
        var command = new Command("create", Messages.Of(new("調査ラウンドを始める", "open a round"))) { title, due, titleEn, message, messageEn, opens, version, asked };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Report(
            await portal.CallAsync(HttpMethod.Post, Root, JsonSerializer.SerializeToUtf8Bytes(new NewRound(
                parsed.GetValue(title), parsed.GetValue(titleEn), parsed.GetValue(message), parsed.GetValue(messageEn), parsed.GetValue(opens), parsed.GetValue(due),
                parsed.GetValue(version), parsed.GetValue(asked)), RoundsJson.Default.NewRound), cancel, "application/json"),
            parsed.GetValue(place.Json), told => [Line(told)])));
        return command;
    }

    private static Command Invite()
    {
        var (place, round) = (new ServerOptions(), RoundArgument());
        var file = new Argument<string>("file") { Description = Messages.Of(new("招待する組織の CSV・TSV・XLSX ファイル（- は標準入力）", "CSV, TSV or XLSX file of the organisations to invite (- is standard input)")) };
        var dryRun = new Option<bool>("--dry-run") { Description = Messages.Of(new("確かめるだけで、誰も招待しない", "check only, invite nobody")) };
        var command = new Command("invite", Messages.Of(new("一覧の組織を招待する（1行でも誤りがあれば、誰も招待しない）", "invite the organisations of a list, all or nothing"))) { round, file, dryRun };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal =>
        {
            var (name, json) = (parsed.GetValue(file)!, parsed.GetValue(place.Json));
            var read = await InputFile.ReadAsync(name, cancel);
            if (read.Failure is { } missing)
                return Messages.Fail(missing, json);
            var asked = parsed.GetValue(dryRun);
            return ApiAnswer.Report(await portal.CallAsync(HttpMethod.Post,
                $"{Root}/{parsed.GetValue(round)}/invitations?dry_run={(asked ? "true" : "false")}&name={Uri.EscapeDataString(Path.GetFileName(name))}", read.Value, cancel),
                json, told => Invited(told, asked));
        }));
        return command;
    }

    private static Command Show()
    {
        var (place, round) = (new ServerOptions(), RoundArgument());
        var command = new Command("show", Messages.Of(new("調査ラウンドの進捗を表示する", "show a round with its progress"))) { round };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Report(
            await portal.CallAsync(HttpMethod.Get, $"{Root}/{parsed.GetValue(round)}", null, cancel), parsed.GetValue(place.Json), told => Progress(told).Prepend(Line(told)))));
        return command;
    }

    private static Command TakeBack()
    {
        var (place, round) = (new ServerOptions(), RoundArgument());
        var invitation = new Argument<Guid>("invitation") { Description = Messages.Of(new("招待の ID（API の結果の invitation）", "the ID of the invitation, as the API's results show it")) };
        var command = new Command("take-back", Messages.Of(new("招待を一つ取り消す（共有されていたものもすぐに見えなくなる）", "take back one invitation, with whatever was shared by it"))) { round, invitation };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Done(await portal.CallAsync(
            HttpMethod.Delete, $"{Root}/{parsed.GetValue(round)}/invitations/{parsed.GetValue(invitation)}", null, cancel), parsed.GetValue(place.Json))));
        return command;
    }

    private static Command Change(string name, string verb, Text words)
    {
        var (place, round) = (new ServerOptions(), RoundArgument());
        var command = new Command(name, Messages.Of(words)) { round };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal => ApiAnswer.Done(
            await portal.CallAsync(HttpMethod.Post, $"{Root}/{parsed.GetValue(round)}/{verb}", null, cancel), parsed.GetValue(place.Json))));
        return command;
    }

    private static Command Export()
    {
        var (place, round) = (new ServerOptions(), RoundArgument());
        var file = new Argument<string>("file") { Description = Messages.Of(new("書き出し先（.xlsx なら比較・ヒートマップ・集計のブック、ほかは比較の CSV）", "where to write: a workbook with comparison, heat map and summary for .xlsx, else the comparison as CSV")) };
        var force = OutputFile.ForceOption();
        var command = new Command("export", Messages.Of(new("いま共有されているものを書き出す", "write what is shared now to a file"))) { round, file, force };
        place.AddTo(command);
        command.SetAction((parsed, cancel) => place.RunAsync(parsed, async portal =>
        {
            var (path, json) = (parsed.GetValue(file)!, parsed.GetValue(place.Json));
            var format = path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? "xlsx" : "csv";
            var written = await portal.CallAsync(HttpMethod.Get, $"{Root}/{parsed.GetValue(round)}/results.{format}", null, cancel);
            return written.Failure is { } failure ? Messages.Fail(failure, json)
                : await OutputFile.WriteAsync(path, written.Value, parsed.GetValue(force), json, cancel);
        }));
        return command;
    }

    private static Argument<Guid> RoundArgument() => new("round") { Description = Messages.Of(new("調査ラウンドの ID（list で分かる）", "the ID of the round, as list shows it")) };

    private static string Line(JsonElement round)
    {
        var progress = round.GetProperty("progress");
        var state = round.GetProperty("closed").ValueKind != JsonValueKind.Null ? Messages.Of(new("終了", "closed"))
            : progress.GetProperty("overdue").GetBoolean() ? Messages.Of(new("期限を過ぎています", "past due")) : "";
        return string.Join('\t', round.GetProperty("id").GetString(), round.GetProperty("opens").GetString(), round.GetProperty("due").GetString(),
            Count(progress, "answered") + "/" + Count(progress, "invited"), round.GetProperty("title").GetString(), state).TrimEnd('\t');
    }

    private static IEnumerable<string> Progress(JsonElement round)
    {
        foreach (var (field, words) in ((string, Text)[])
        [
            ("invited", new("招待", "invited")), ("opened", new("開封", "opened")), ("done", new("実施の有無だけ", "share done or not")), ("total", new("総合点まで", "share their total")),
            ("measures", new("対策ごとまで", "share measures")), ("declined", new("共有しない", "declined")), ("waiting", new("未回答", "not answered")),
        ])
        {
            yield return $"{Count(round.GetProperty("progress"), field),7}  {Messages.Of(words)}";
        }
    }

    private static IEnumerable<string> Invited(JsonElement told, bool dryRun)
    {
        var (invited, registered, known) = (Count(told, "invited"), Count(told, "registered"), Count(told, "known"));
        yield return Messages.Of(new(
            $"{(dryRun ? "確認のみ：" : "招待しました：")}{invited}組織（うち登録済み {registered}）、すでに招待済み {known}",
            $"{(dryRun ? "Checked only: " : "Invited: ")}{invited} ({registered} of them registered), {known} invited already"));
        foreach (var warning in told.GetProperty("warnings").EnumerateArray())
        {
            var (row, value) = (warning.GetProperty("row").GetRawText(), warning.GetProperty("value").GetString());
            yield return Messages.Of(new($"  {row}行目、値「{value}」：", $"  row {row}, value '{value}': ")) + $"{warning.GetProperty("message").GetString()} {warning.GetProperty("remedy").GetString()}";
        }
    }

    private static string Count(JsonElement of, string field) => of.GetProperty(field).GetInt32().ToString(CultureInfo.InvariantCulture);
}
