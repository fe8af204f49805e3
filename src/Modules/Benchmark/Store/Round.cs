using Microsoft.EntityFrameworkCore;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A round 調査ラウンド: a host invites organisations to share their self-checks by a day. Its audience, which bears its id, are the host
/// and, from the opening day on, those it invites; nothing in the row tells how many or who they are.
/// </summary>
public sealed class Round : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The organisation that asks; <see cref="Scopes.System"/> for the programme office.</summary>
    public Guid Host { get; init; }

    /// <summary>The title in Japanese.</summary>
    public required string TitleJa { get; set; }

    /// <summary>The title in English.</summary>
    public required string TitleEn { get; set; }

    /// <summary>The message in Japanese; may be empty.</summary>
    public required string MessageJa { get; set; }

    /// <summary>The message in English; may be empty.</summary>
    public required string MessageEn { get; set; }

    /// <summary>The first day, in Japan.</summary>
    public DateOnly Opens { get; init; }

    /// <summary>The last day on which answers are in time, in Japan.</summary>
    public DateOnly Due { get; set; }

    /// <summary>The first moment of <see cref="Opens"/>, UTC: checks from then on count.</summary>
    public DateTime Begins { get; init; }

    /// <summary>When it was closed, UTC: checks from then on no longer count; <see cref="AudienceGrant.Forever"/> while open.</summary>
    public DateTime Ends { get; set; } = AudienceGrant.Forever;

    /// <summary>The version whose results count.</summary>
    public required string RulesVersion { get; init; }

    /// <summary>How many measures that version has: so many characters of the answers are what an organisation can share.</summary>
    public int MeasureCount { get; init; }

    /// <summary>What is asked for at most.</summary>
    public SharingLevel Asked { get; init; }

    /// <summary>The day, in Japan, on which the host last asked for reminders; null when it never did.</summary>
    public DateOnly? RemindersAsked { get; set; }

    /// <summary>The account that opened it.</summary>
    public Guid By { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>The title in the reader's language.</summary>
    public Text Title => new(TitleJa, TitleEn);

    /// <summary>The message in the reader's language.</summary>
    public Text Message => new(MessageJa, MessageEn);

    /// <summary>Whether checks and choices still count at a moment, UTC.</summary>
    public bool IsOpen(DateTime now) => Begins <= now && now < Ends;

    /// <summary>True for those who speak for its host: its managers, the office, and their keys.</summary>
    public bool IsHostedBy(Reader reader) => reader.Holds(Role.Manager, Host);

    internal static void Configure(ModelBuilder model) => model.Entity<Round>(round =>
    {
        round.ToTable("benchmark_round");
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Ignore(r => r.Title).Ignore(r => r.Message);
        round.HasIndex(r => new { r.Host, r.Made });
    });
}
