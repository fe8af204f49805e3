using System.Security.Cryptography;
using System.Text;
using Sakimori.Benchmark.Domain;
using Sakimori.Kernel;
using Sakimori.Platform.Access;

namespace Sakimori.Benchmark.Store;

/// <summary>
/// A decision about the analysis of an organisation's results 分析への同意. Rows are only added: the latest one of an audience holds,
/// and without any there is no consent.
/// </summary>
public sealed class ConsentDecision : IProtectedRow
{
    /// <inheritdoc/>
    public Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid Audience { get; init; }

    /// <inheritdoc/>
    public Tlp Tlp { get; init; }

    /// <summary>The organisation; null when an account decides for itself.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>True: agreed. False: not agreed, or withdrawn.</summary>
    public bool Given { get; init; }

    /// <summary>The text that was shown: <see cref="ConsentText.Hash"/>.</summary>
    public required string Text { get; init; }

    /// <summary>The language in which it was shown.</summary>
    public Language Language { get; init; }

    /// <summary>The account that decided.</summary>
    public Guid By { get; init; }

    /// <summary>That account's name when it decided.</summary>
    public required string ByName { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }
}

/// <summary>A text to which somebody has answered, kept once in full.</summary>
public sealed class ConsentText
{
    /// <summary>SHA-256 over both languages, in lower-case hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The version of the text, such as <c>2026.1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>As shown in Japanese.</summary>
    public required string Ja { get; init; }

    /// <summary>As shown in English.</summary>
    public required string En { get; init; }

    /// <summary>The text that is asked now.</summary>
    public static ConsentText Current { get; } = Of("2026.2", new(
        "この組織の最新の診断結果（対策の水準、プロフィールの回答、総合点、層）を、他の組織の結果と合わせた統計の作成と分析に用いることに同意します。"
        + "統計に組織の名称や個別の回答は示しません。15件に満たない集計は公表しません。"
        + $"統計は版として公表し、前の版から{Snapshot.MinimumChanged}以上の組織が変わったときだけ新しい版を作ります。"
        + "同意はいつでも取り消せます。取り消すと、その後に作る版には用いられません。"
        + $"取り消してから{Snapshot.MostDaysPending}日たっても新しい版を作れないときは、現在の版を取り下げます。"
        + "すでに公表された統計そのものを回収することはできません。"
        + "同意しなくても、自己診断と結果の機能はすべて使えます。",
        "We agree that this organisation's latest result (levels of measures, profile answers, total and layer) is used, together with "
        + "the results of others, for statistics and analysis. Statistics show neither the organisation's name nor single answers; "
        + "nothing is published about fewer than 15 results. Statistics are published as snapshots, a new one only when at least "
        + $"{Snapshot.MinimumChanged} organisations have changed since the last. "
        + "Consent can be withdrawn at any time; the result is in no snapshot that is made afterwards, and when none could be made for "
        + $"{Snapshot.MostDaysPending} days, the current one is taken down. Figures that have been published cannot be recalled. "
        + "The self-check and its result can be used in full without consent."));

    /// <summary>The text in both languages.</summary>
    public Text Words => new(Ja, En);

    private static ConsentText Of(string version, Text words) => new()
    {
        Version = version,
        Ja = words.Ja,
        En = words.En,
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{version}\n{words.Ja}\n{words.En}"))),
    };
}
