using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;
using Sakimori.Platform.Tables;

namespace Sakimori.Benchmark.Store;

/// <summary>What the programme office does with statistics objects: loads reference tables, chooses which is in force, asks for a computation.</summary>
internal sealed class StatisticsChoice(Works works, Questionnaires questionnaires, TimeProvider time)
{
    /// <summary>Reads a reference table for the rules in force, as of a day; keeps nothing.</summary>
    /// <param name="file">CSV, TSV or XLSX.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="date">The day as of which it holds, as it was written; today in Japan when null or empty.</param>
    public Outcome<Statistics> Read(ReadOnlyMemory<byte> file, string? fileName, string? date)
    {
        var today = Dates.DayInJapan(time.UtcMoment());
        if ((string.IsNullOrWhiteSpace(date) ? today : Dates.Parse(date)) is not { } day)
            return Wrong(new("日付ではありません。", "This is not a date."), new("例：2026-11-23、令和8年11月23日", "For example 2026-11-23"), date);
        if (day > today)
            return Wrong(new("先の日付です。", "The day is yet to come."), new("今日以前の日付にしてください。", "Choose today or an earlier day."), date);
        return ReferenceFile.Read(questionnaires.Current, file, fileName)
            .Match<Outcome<Statistics>>(table => table.ToStatistics(day), failure => failure);
    }

    /// <summary>Reads an earlier survey by the rules in force; keeps nothing.</summary>
    /// <param name="file">CSV, TSV or XLSX.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="limits">How much of it is read.</param>
    /// <param name="source">What survey it is; in English it may be left out.</param>
    public Outcome<Statistics> ReadSurvey(ReadOnlyMemory<byte> file, string? fileName, TableLimits limits, Text source)
    {
        var (ja, en) = ((source.Ja ?? "").Trim(), (source.En ?? "").Trim());
        var read = SurveyFile.Read(questionnaires.Current, file, fileName, limits, new(ja, en.Length > 0 ? en : ja), Dates.DayInJapan(time.UtcMoment()));
        return ja.Length is > 0 and <= LongestSource && en.Length <= LongestSource ? read : new Failure(FailureKind.Invalid,
            new("調査の名称を確かめてください。", "Please check the survey's name."),
            [new(new("調査の名称がないか、長すぎます。", "The survey's name is missing or too long."), new($"{LongestSource}文字までで書いてください。", $"Give up to {LongestSource} characters."), Column: "source"), .. read.Failure?.Faults ?? []]);
    }

    /// <summary>The longest name of a survey, in characters.</summary>
    public const int LongestSource = 200;

    /// <summary>Keeps a table or survey that was read, and puts it in force when asked to: all or nothing.</summary>
    public async Task<Outcome<Guid>> LoadAsync(
        Reader reader, Statistics table, bool choose, CancellationToken cancel, StatisticsKind kind = StatisticsKind.Reference)
    {
        try
        {
            await using var work = await works.BeginAsync(reader, cancel);
            var id = StatisticsStore.Add(work, table, kind).Id;
            if (choose && await StatisticsStore.PutInForceAsync(work, id, cancel) is { } refused)
                return refused;
            await work.CommitAsync(cancel);
            return id;
        }
        catch (DbUpdateException)
        {
            return ChosenMeanwhile;
        }
    }

    /// <summary>Puts an object in force; not found when there is none or it is the example's.</summary>
    public async Task<Outcome<Guid>> ChooseAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        try
        {
            await using var work = await works.BeginAsync(reader, cancel);
            if (await StatisticsStore.PutInForceAsync(work, id, cancel) is { } refused)
                return refused;
            await work.CommitAsync(cancel);
            return id;
        }
        catch (DbUpdateException)
        {
            return ChosenMeanwhile;
        }
    }

    /// <summary>Asks for the next snapshot.</summary>
    /// <returns>The job's id.</returns>
    public async Task<Guid> RecomputeAsync(Reader reader, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var job = RecomputeStatistics.Ask(work);
        await work.CommitAsync(cancel);
        return job;
    }

    private static Failure ChosenMeanwhile { get; } = new(FailureKind.Conflict, new(
        "同時に別の統計が選ばれました。一覧を確かめて、もう一度お試しください。", "Other statistics were chosen at the same moment. Look at the list and try again."));

    private static Failure Wrong(Text message, Text remedy, string? date)
        => new(FailureKind.Invalid, new("日付を確かめてください。", "Please check the date."), [new(message, remedy, Column: "date", Value: date)]);
}
