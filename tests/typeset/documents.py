"""Documents for real child processes."""

from jkreport.model.resources import Resource

STYLE = "html{font-family:'Noto Serif CJK JP'}:lang(ko){font-family:'Noto Serif CJK KR'}"
HEAD = f"<html lang=ja><head><title>日韓</title><style>{STYLE}</style></head><body>"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" aria-hidden="true">{}</svg>'
PAGE = (
    f"{HEAD}<h1 id=a>政策の効果</h1><p>首脳会談は12回。<a href=#b>次へ</a><p lang=ko>정상회담"
    '<code>code</code><img src="charts/a.svg" alt="図"><h2 id=b style="break-before:page">次</h2>'
    '<link rel=attachment href="data.csv" title="d">'
)
RESOURCES = (
    Resource(
        name="charts/a.svg",
        media_type="image/svg+xml",
        data=SVG.format('<text font-family="Noto Sans CJK JP" y="9">日</text>').encode(),
    ),
    Resource(name="data.csv", media_type="text/csv", data=b"a,b\n1,2\n"),
)
USES = "".join(f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + "</g>" for i in range(1, 8))
# Ten million shapes from a few lines: minutes of work.
ENDLESS = HEAD + SVG.format(f'<g id="a0"><rect width="1" height="1"/></g>{USES}<use href="#a7"/>')
