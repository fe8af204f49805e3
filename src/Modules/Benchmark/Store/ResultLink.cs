using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Sakimori.Benchmark.Store;

/// <summary>What the holder of a secret link is shown.</summary>
public enum LinkScope
{
    /// <summary>The first page alone, for the board.</summary>
    Board,

    /// <summary>The whole result and its downloads.</summary>
    Everything,
}

/// <summary>
/// A secret link to one kept result. The token is 256 random bits and stands nowhere but in the link: the row keeps its hash. The
/// token is the right; the list of links is shown only to those who may see the result itself.
/// </summary>
public sealed class ResultLink
{
    /// <summary>How long a link may hold at most.</summary>
    public const int MostDays = 365;

    /// <summary>How long it holds unless its maker chooses otherwise.</summary>
    public const int DefaultDays = 30;

    /// <summary>The id.</summary>
    public Guid Id { get; init; }

    /// <summary>The result.</summary>
    public Guid Check { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>What it shows.</summary>
    public LinkScope Scope { get; init; }

    /// <summary>Whether page and files name the organisation; not unless its maker chose so.</summary>
    public bool ShowName { get; init; }

    /// <summary>For whom it was made; empty when nothing was noted.</summary>
    public required string Note { get; init; }

    /// <summary>Who made it.</summary>
    public Guid MadeBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime Made { get; init; }

    /// <summary>First moment at which it no longer works, UTC.</summary>
    public DateTime Ends { get; init; }

    /// <summary>When it was revoked, UTC; null while it holds.</summary>
    public DateTime? Revoked { get; set; }

    /// <summary>A new token: 43 characters, safe in addresses.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    internal static void Configure(ModelBuilder model) => model.Entity<ResultLink>(link =>
    {
        link.ToTable("benchmark_result_link");
        link.Property(l => l.Id).ValueGeneratedNever();
        link.HasIndex(l => l.TokenHash).IsUnique();
        link.HasIndex(l => l.Check);
    });
}
