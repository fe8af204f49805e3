using System.Text.Json.Serialization;
using Sakimori.Benchmark.Domain;
using Sakimori.Benchmark.Files;
using Sakimori.Benchmark.Store;
using Sakimori.Kernel;

namespace Sakimori.Benchmark.Api;

/// <summary>What opens or changes a round.</summary>
/// <param name="TitleJa">The title in Japanese, at most 100 characters.</param>
/// <param name="TitleEn">The title in English; the Japanese one stands for it when left out.</param>
/// <param name="MessageJa">The message in Japanese, at most 2,000 characters.</param>
/// <param name="MessageEn">The message in English.</param>
/// <param name="Opens">The opening day, also in the Japanese calendar; today when left out.</param>
/// <param name="Due">The due day.</param>
/// <param name="Version">The version of the questionnaire; the one in force on the opening day when left out.</param>
/// <param name="Asked">What is asked for at most: done, total or measures.</param>
internal sealed record RoundBody(
    string? TitleJa = null, string? TitleEn = null, string? MessageJa = null, string? MessageEn = null, string? Opens = null, string? Due = null,
    string? Version = null, string? Asked = null)
{
    public RoundEntry Entry => new()
    {
        TitleJa = TitleJa ?? "",
        TitleEn = TitleEn ?? "",
        MessageJa = MessageJa ?? "",
        MessageEn = MessageEn ?? "",
        Opens = Opens ?? "",
        Due = Due ?? "",
        Version = Version ?? "",
        Asked = Asked ?? "",
    };
}

/// <summary>The rounds that the caller hosts.</summary>
/// <param name="Items">The newest first, at most 100.</param>
internal sealed record RoundListDocument(IReadOnlyList<RoundDocument> Items);

/// <summary>A round, for its host.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title in the caller's language.</param>
/// <param name="Message">Its message in the caller's language.</param>
/// <param name="Opens">The opening day, in Japan.</param>
/// <param name="Due">The due day, in Japan.</param>
/// <param name="Closed">When it was closed, UTC; null while it is open.</param>
/// <param name="Version">The version of the questionnaire.</param>
/// <param name="Asked">What is asked for at most.</param>
/// <param name="Progress">How far it has come.</param>
internal sealed record RoundDocument(
    Guid Id, string Title, string Message, DateOnly Opens, DateOnly Due, DateTime? Closed, string Version, string Asked, RoundProgressDocument Progress)
{
    public static RoundDocument Of(Round round, RoundProgress progress, DateTime now, Language language) => new(
        round.Id, round.Title.In(language), round.Message.In(language), round.Opens, round.Due, round.Ends <= now ? round.Ends : null, round.RulesVersion,
        round.Asked.Code(), new(progress.Invited, progress.Opened, progress.Answered, progress.Done, progress.Total, progress.Measures, progress.Declined,
            progress.Waiting, Dates.DayInJapan(now) > round.Due));
}

/// <summary>How far a round has come.</summary>
/// <param name="Invited">How many are invited.</param>
/// <param name="Opened">How many have looked.</param>
/// <param name="Answered">How many share something.</param>
/// <param name="Done">Of those, how many only that they have submitted.</param>
/// <param name="Total">How many up to their total.</param>
/// <param name="Measures">How many the levels of their measures.</param>
/// <param name="Declined">How many share nothing, by decision.</param>
/// <param name="Waiting">How many have neither answered nor declined.</param>
/// <param name="Overdue">Whether the due day is over: those who wait are late.</param>
internal sealed record RoundProgressDocument(
    int Invited, int Opened, int Answered, int Done, int Total, int Measures, int Declined, int Waiting, bool Overdue);

/// <summary>What a list of organisations came to.</summary>
/// <param name="Invited">How many are invited by it.</param>
/// <param name="Registered">How many of those are registered.</param>
/// <param name="Known">How many were invited already.</param>
/// <param name="Warnings">What should be looked at.</param>
internal sealed record InvitedDocument(int Invited, int Registered, int Known, IReadOnlyList<Web.Api.ProblemFault> Warnings)
{
    public static InvitedDocument Of(InvitationPlan plan, Language language)
        => new(plan.New.Count, plan.Registered, plan.Known, [.. plan.Warnings.Select(f => Web.Api.ProblemFault.Of(f, language))]);
}

/// <summary>A page of the comparison.</summary>
/// <param name="Items">The lines.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Size">Lines on a page.</param>
internal sealed record RoundResultsDocument(IReadOnlyList<RoundResultDocument> Items, int Total, int Page, int Size);

/// <summary>What the host may know of one organisation; what it does not share is null.</summary>
/// <param name="Invitation">The invitation's id.</param>
/// <param name="Organisation">The organisation; null while nobody has accepted for it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="InvitedAs">What the list called it.</param>
/// <param name="Email">The address in the list.</param>
/// <param name="State">invited, opened, answered or declined.</param>
/// <param name="Shared">nothing, done, total or measures.</param>
/// <param name="Submitted">The day of submission, in Japan.</param>
/// <param name="LayerId">not_pressing, adequate or high.</param>
/// <param name="Score">The total.</param>
/// <param name="Measures">The levels by measure; null within it: unknown.</param>
internal sealed record RoundResultDocument(
    Guid Invitation, Guid? Organisation, string Name, string InvitedAs, string? Email, string State, string Shared, DateOnly? Submitted, string? LayerId,
    int? Score, IReadOnlyDictionary<string, int?>? Measures)
{
    public static RoundResultDocument Of(RoundRow row, Questionnaire questionnaire, Language language) => new(
        row.Id, row.Organisation, row.Name.In(language), row.InvitedAs, row.Mail, RoundTable.State(row).En, row.Shared.Code(),
        row.Submitted is { } at ? Dates.DayInJapan(at) : null, row.Layer?.Id(), row.Total,
        row.Measures is null ? null : questionnaire.Measures.Select((m, i) => (m.Id, Level: row.LevelOf(i))).ToDictionary(m => m.Id, m => m.Level));
}

/// <summary>The invitations of the caller's organisation.</summary>
/// <param name="Items">The newest first, at most 100.</param>
internal sealed record ReceivedListDocument(IReadOnlyList<ReceivedDocument> Items);

/// <summary>An invitation, for the invited organisation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The round's title.</param>
/// <param name="Message">The host's message.</param>
/// <param name="Host">Who asks.</param>
/// <param name="Opens">The opening day, in Japan.</param>
/// <param name="Due">The due day, in Japan.</param>
/// <param name="Version">The version of the questionnaire that counts.</param>
/// <param name="Asked">What is asked for at most.</param>
/// <param name="Level">What was decided: nothing, done, total or measures; null when nothing was.</param>
/// <param name="Check">The self-check that was picked; null: the latest of the period.</param>
/// <param name="TakenBack">When it was taken back or passed on, UTC, so that nothing is shared by it; null while it stands.</param>
/// <param name="PassedOn">True when it passed on to the organisation into which this one was merged.</param>
internal sealed record ReceivedDocument(
    Guid Id, string Title, string Message, string Host, DateOnly Opens, DateOnly Due, string Version, string Asked, string? Level, Guid? Check,
    DateTime? TakenBack, bool PassedOn)
{
    public static ReceivedDocument Of(ReceivedInvitation received, Text host, Language language) => new(
        received.Invitation.Id, received.Round.Title.In(language), received.Round.Message.In(language), host.In(language), received.Round.Opens,
        received.Round.Due, received.Round.RulesVersion, received.Round.Asked.Code(), received.Choice?.Level.Code(), received.Choice?.Check,
        received.Invitation.TakenBack, received.Invitation.Successor is not null);
}

/// <summary>What an organisation decides to share.</summary>
/// <param name="Level">done, total or measures; nothing declines.</param>
/// <param name="Check">One self-check of the period; the latest when left out.</param>
internal sealed record ShareBody(string? Level = null, Guid? Check = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RoundBody))]
[JsonSerializable(typeof(ShareBody))]
[JsonSerializable(typeof(RoundListDocument))]
[JsonSerializable(typeof(RoundDocument))]
[JsonSerializable(typeof(InvitedDocument))]
[JsonSerializable(typeof(RoundResultsDocument))]
[JsonSerializable(typeof(ReceivedListDocument))]
internal sealed partial class RoundsApiJson : JsonSerializerContext
{
    /// <summary>Writes Japanese as itself, as every other answer of the API does.</summary>
    public static RoundsApiJson Written { get; } = new(new System.Text.Json.JsonSerializerOptions
    {
        PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    });
}
