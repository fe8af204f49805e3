using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Pages.Result;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;
using Sakimori.Web.Hosting;

namespace Sakimori.Benchmark.Pages.Answering;

/// <summary>A file that was opened: its name, its answers and, when they are complete, its result.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Opened">Its answers.</param>
/// <param name="Made">The day on which it was made; today when the file does not say.</param>
/// <param name="Score">The result, computed anew; null when answers are missing.</param>
public sealed record OpenedFile(string Name, OpenedAnswers Opened, DateOnly Made, Score? Score);

/// <summary>Opens saved answers: to see the result again, to change it, to compare a new one with it, or to keep it in an account.</summary>
internal static class OpenFile
{
    private const string FileField = "file";

    /// <summary>The newest file and those it is compared with.</summary>
    public const int MostFiles = ResultModel.MostEarlier + 1;

    /// <summary>The largest file, in bytes: 4 MiB.</summary>
    public const int LargestFile = 4 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/benchmark/open", (IEnumerable<AnswerFileKind> kinds) => Show.Page<OpenView>(new { Kinds = kinds.ToList() }))
            .Public().ExcludeFromDescription();
        routes.MapPost("/benchmark/open", OpenAsync).Public().Form().ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute((MostFiles * LargestFile) + (64 * 1024)));
    }

    private static async Task<IResult> OpenAsync(
        IFormFileCollection files, IEnumerable<AnswerFileKind> kinds, HttpContext http, Questionnaires questionnaires, TimeProvider time,
        CancellationToken cancel)
    {
        var today = Dates.DayInJapan(time.GetUtcNow().UtcDateTime);
        var known = kinds.ToList();
        var given = files.Where(f => f.Name == FileField && (f.Length > 0 || f.FileName.Length > 0)).ToList();
        var faults = new List<Fault>();
        if (given.Count is 0 or > MostFiles)
        {
            faults.Add(new(given.Count == 0
                    ? new("ファイルが選ばれていません。", "No file is chosen.")
                    : new("ファイルが多すぎます。", "There are too many files."),
                new($"1～{MostFiles}個のファイルを選んでください。", $"Choose 1 to {MostFiles} files."), Column: FileField));
        }

        var opened = new List<OpenedFile>();
        foreach (var file in faults.Count == 0 ? given : [])
            (await ReadAsync(file, known, questionnaires, today, cancel)).Match(Add(opened), failure => Blame(faults, file, failure));
        if (faults.Count > 0)
            return Show.Page<OpenView>(new { Kinds = known, Faults = faults }, StatusCodes.Status422UnprocessableEntity);

        // The newest is the one that is opened; the others are its past.
        var inOrder = opened.OrderBy(file => file.Made).ToList();
        var past = inOrder[..^1].Where(file => file.Score is not null).ToList();
        var earlier = past
            .Select(file => new CarriedAnswers(file.Made, file.Opened.Rules, file.Opened.Answers)).ToList();
        return Show.Page<OpenedView>(new
        {
            File = inOrder[^1],
            Past = past,
            Carried = new CarriedSheet(Guid.NewGuid(), inOrder[^1].Opened.Rules, inOrder[^1].Opened.Answers, earlier),
            Again = AsEarlier(inOrder[^1], earlier) is { } all ? CarriedSheet.New(questionnaires.Current, all) : null,
            Respondent = Respondent.Of(http.Reader()),
        });
    }

    private static async Task<Outcome<OpenedFile>> ReadAsync(
        IFormFile file, IReadOnlyList<AnswerFileKind> kinds, Questionnaires questionnaires, DateOnly today, CancellationToken cancel)
    {
        if (file.Length > LargestFile)
        {
            return new Failure(FailureKind.Limit, new(
                $"ファイルが大きすぎます（上限{LargestFile >> 20} MB）。", $"The file is too large (at most {LargestFile >> 20} MB)."));
        }

        if (AnswerFileKind.Of(kinds, file.FileName) is not { } kind)
        {
            var endings = string.Join(' ', kinds.SelectMany(k => k.Extensions));
            return new Failure(FailureKind.Invalid, new(
                $"この種類のファイルは開けません。開けるのは {endings} です。", $"Files of this kind cannot be opened; these can: {endings}."));
        }

        var bytes = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, cancel);
        return kind.Read(bytes, file.FileName, questionnaires).Match<Outcome<OpenedFile>>(
            answers => new OpenedFile(file.FileName, answers, answers.Made ?? today,
                Scoring.Score(answers.Rules, answers.Answers).Match(score => score, _ => (Score?)null)),
            failure => failure);
    }

    private static Func<OpenedFile, bool> Add(List<OpenedFile> opened) => file =>
    {
        opened.Add(file);
        return true;
    };

    private static bool Blame(List<Fault> faults, IFormFile file, Failure failure)
    {
        var name = new Text($"{file.FileName}：", $"{file.FileName}: ");
        faults.Add(new(name + failure.Detail, failure.Faults.Count == 0
            ? new("別のファイルを選んでください。", "Choose another file.")
            : new("下の誤りを直すか、別のファイルを選んでください。", "Mend the faults below or choose another file."), Column: FileField));
        faults.AddRange(failure.Faults.Select(fault => fault with { Message = name + Place(fault) + fault.Message, Column = null }));
        return false;
    }

    // Row, column and value in words: a fault within a file has no field on the page.
    private static Text Place(Fault fault)
        => (fault.Row is { } row ? new Text($"{row}行目 ", $"row {row}, ") : Text.Same(""))
            + (fault.Column is { } column ? new Text($"{column} ", $"{column}: ") : Text.Same(""))
            + (string.IsNullOrEmpty(fault.Value) ? Text.Same("") : new Text($"「{fault.Value}」 ", $"\"{fault.Value}\" "));

    // What a new self-check is compared with: this file and the newest of its past.
    private static IReadOnlyList<CarriedAnswers>? AsEarlier(OpenedFile file, List<CarriedAnswers> earlier)
        => file.Score is not null
            ? [.. earlier.TakeLast(ResultModel.MostEarlier - 1), new(file.Made, file.Opened.Rules, file.Opened.Answers)]
            : null;
}
