using Sakimori.Kernel;

namespace Sakimori.Platform.Evidence;

/// <summary>Who has checked what evidence says 保証の水準.</summary>
public enum AssuranceLevel
{
    /// <summary>Nobody but the organisation itself.</summary>
    SelfDeclared,

    /// <summary>Somebody else has looked through it.</summary>
    Reviewed,

    /// <summary>An independent auditor has checked it against evidence.</summary>
    Audited,

    /// <summary>A certification body attests it.</summary>
    Certified,
}

/// <summary>Whether evidence stands.</summary>
public enum EvidenceState
{
    /// <summary>It stands.</summary>
    Active,

    /// <summary>It does not stand for the time being.</summary>
    Suspended,

    /// <summary>It does not stand any more.</summary>
    Revoked,
}

/// <summary>Levels and states in words and in documents.</summary>
public static class EvidenceWords
{
    private static readonly (AssuranceLevel Level, string Code, Text Name, Text Meaning)[] LevelList =
    [
        (AssuranceLevel.SelfDeclared, "self-declared", new("自己申告", "Self-declared"), new(
            "自己申告：組織自身のほかに、この内容を確かめた者はいません。証明書や認証ではありません。",
            "Self-declared: nobody but the organisation itself has checked this. It is no certificate.")),
        (AssuranceLevel.Reviewed, "reviewed", new("第三者による確認", "Reviewed"), new(
            "第三者による確認：組織以外の者が内容に目を通しました。監査や認証ではありません。",
            "Reviewed: somebody other than the organisation has looked through this. It is neither an audit nor a certificate.")),
        (AssuranceLevel.Audited, "audited", new("監査", "Audited"), new(
            "監査：独立した監査人が、証拠にもとづいて確かめました。認証ではありません。",
            "Audited: an independent auditor has checked this against evidence. It is no certificate.")),
        (AssuranceLevel.Certified, "certified", new("認証", "Certified"), new(
            "認証：認証機関が、定められた要求事項への適合を認めています。",
            "Certified: a certification body attests that the stated requirements are met.")),
    ];

    /// <summary>The code in documents: <c>self-declared</c>.</summary>
    public static string Code(this AssuranceLevel level) => LevelList[(int)level].Code;

    /// <summary>The level in a word or two.</summary>
    public static Text Name(this AssuranceLevel level) => LevelList[(int)level].Name;

    /// <summary>The level in a sentence that says also what it is not.</summary>
    public static Text Meaning(this AssuranceLevel level) => LevelList[(int)level].Meaning;

    /// <summary>The level of a code; null for others.</summary>
    public static AssuranceLevel? Level(string code)
        => Array.Find(LevelList, l => l.Code == code) is { Code: not null } found ? found.Level : null;

    /// <summary>The code in documents: <c>active</c>.</summary>
    public static string Code(this EvidenceState state) => state switch
    {
        EvidenceState.Active => "active",
        EvidenceState.Suspended => "suspended",
        _ => "revoked",
    };

    /// <summary>The state in words.</summary>
    public static Text Name(this EvidenceState state) => state switch
    {
        EvidenceState.Active => new("有効", "active"),
        EvidenceState.Suspended => new("一時停止中", "suspended"),
        _ => new("取消済み", "revoked"),
    };

    /// <summary>From when to when something holds, in words; both days in Japan, the last one included.</summary>
    public static Text Validity(DateOnly from, DateOnly until) => new(
        $"{Dates.Written(from).Ja}から{Dates.Written(until).Ja}まで有効です（日本時間）。それより後は、この文書を根拠にできません。",
        $"Valid from {Dates.Written(from).En} to {Dates.Written(until).En} (in Japan). After that nothing can be based on this document.");
}
