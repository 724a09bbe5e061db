"""Sino-Korean readings of Han characters."""

import unicodedata
from bisect import bisect_right

# KS X 1001 lists its 4,620 Han characters by reading, and EUC-KR keeps that order: the first
# character of each reading is the whole table. Its second readings are compatibility characters,
# which NFKC takes back to the first. Word-initial changes (두음 법칙) don't matter here: they
# change how a syllable begins.
_FIRST_OF_READING = """
가伽 각刻 간侃 갈乫 감勘 갑匣 강剛 개介 객喀 갱坑 갹醵 거倨 건乾 걸乞 검儉 겁劫 게偈 격擊
견堅 결抉 겸兼 경京 계係 고古 곡哭 곤困 골汨 공供 과寡 곽廓 관冠 괄刮 광侊 괘卦 괴乖 굉宏
교交 구丘 국國 군君 굴堀 궁宮 권倦 궐厥 궤机 귀晷 규叫 균勻 귤橘 극克 근僅 금今 급伋 긍亘
기企 긴緊 길佶 김金 끽喫 나儺 낙諾 난暖 날捏 남南 납納 낭囊 내乃 녀女 년年 념念 녕寗 노努
농濃 뇌惱 뇨尿 눈嫩 눌訥 뉴杻 능能 니尼 닉匿 다多 단丹 달撻 담啖 답沓 당唐 대代 댁宅 덕德
도倒 독毒 돈墩 돌乭 동仝 두兜 둔屯 득得 등嶝 라喇 락洛 란亂 랄剌 람嵐 랍拉 랑廊 래來 랭冷
략掠 량亮 려侶 력力 련憐 렬冽 렴廉 렵獵 령令 례例 로勞 록碌 론論 롱壟 뢰儡 료了 룡龍 루壘
류劉 륙六 륜侖 률律 륭隆 륵勒 름凜 릉凌 리俚 린吝 림林 립砬 마摩 막寞 만万 말唜 망亡 매埋
맥脈 맹孟 멱冪 면免 멸滅 명冥 몌袂 모侮 목木 몰歿 몽夢 묘卯 무務 묵墨 문們 물勿 미味 민岷
밀密 박剝 반伴 발勃 방倣 배倍 백伯 번幡 벌伐 범凡 법法 벽僻 변卞 별別 병丙 보保 복伏 본本
볼乶 봉俸 부不 북北 분分 불佛 붕崩 비丕 빈嚬 빙憑 사乍 삭削 산傘 살乷 삼三 삽揷 상上 새塞
색嗇 생牲 서墅 석夕 선仙 설卨 섬剡 섭攝 성城 세世 소召 속俗 손孫 솔率 송宋 쇄刷 쇠衰 수修
숙叔 순巡 술戌 숭崇 슬瑟 습濕 승丞 시侍 식埴 신伸 실失 심審 십什 쌍雙 씨氏 아亞 악堊 안安
알斡 암唵 압壓 앙仰 애厓 액厄 앵櫻 야也 약弱 양佯 어圄 억億 언偃 얼孼 엄俺 업嶪 엔円 여予
역亦 연嚥 열悅 염厭 엽曄 영塋 예乂 오五 옥屋 온溫 올兀 옹壅 와渦 완婉 왈曰 왕往 왜倭 외外
요僥 욕慾 용俑 우于 욱勖 운云 울蔚 웅熊 원元 월月 위位 유乳 육堉 윤允 율聿 융戎 은垠 을乙
음吟 읍揖 응凝 의依 이二 익瀷 인人 일一 임任 입入 잉仍 자仔 작作 잔孱 잠岑 잡雜 장丈 재再
쟁爭 저佇 적勣 전佃 절切 점占 접接 정丁 제制 조俎 족族 존存 졸卒 종倧 좌佐 죄罪 주主 죽竹
준俊 줄茁 중中 즉卽 즐櫛 즙楫 증增 지之 직直 진唇 질侄 짐斟 집執 징徵 차且 착捉 찬撰 찰刹
참僭 창倉 채債 책冊 처凄 척倜 천仟 철凸 첨僉 첩堞 청廳 체剃 초初 촉促 촌寸 총叢 촬撮 최催
추墜 축丑 춘春 출出 충充 췌悴 취取 측側 층層 치侈 칙則 친親 칠七 침侵 칩蟄 칭秤 쾌快 타他
탁倬 탄呑 탈奪 탐探 탑塔 탕宕 태兌 택擇 탱撑 터攄 토兎 통慟 퇴堆 투偸 특慝 틈闖 파坡 판判
팔八 패佩 팽彭 퍅愎 편便 폄貶 평坪 폐吠 포佈 폭幅 표俵 품品 풍楓 피彼 필匹 핍乏 하下 학壑
한寒 할割 함函 합合 항亢 해亥 핵劾 행倖 향享 허噓 헌憲 헐歇 험險 혁奕 현俔 혈孑 혐嫌 협俠
형亨 혜兮 호乎 혹惑 혼婚 홀忽 홍哄 화化 확擴 환丸 활活 황凰 회匯 획劃 횡宖 효哮 후侯 훈勛
훙薨 훤喧 훼卉 휘彙 휴休 휼恤 흉兇 흑黑 흔昕 흘吃 흠欠 흡吸 흥興 희僖 힐詰
"""
# Simplified forms of Japanese print that KS X 1001 lacks, each beside the form that it has.
_TRADITIONAL = """
国國 対對 会會 経經 済濟 実實 発發 関關 係係 単單 戦戰 権權 県縣 図圖 団團 変變 学學 数數 総總 続續
読讀 当當 点點 党黨 独獨 帰歸 気氣 台臺 区區 医醫 円圓 来來 価價 広廣 応應 処處 労勞 覚覺 楽樂 様樣
壱壹 弐貳 参參 両兩 体體 余餘 予豫 与與 声聲 売賣 写寫 宝寶 真眞 将將 従從 歴歷 満滿 湾灣 沢澤 浜濱
渋澁 斉齊 斎齋 桜櫻 栄榮 営營 衛衞 駅驛 訳譯 択擇 釈釋 転轉 伝傳 軽輕 辺邊 竜龍 滝瀧 観觀 勧勸 歓歡
拡擴 鉱鑛 郷鄕 黒黑 検檢 険險 験驗 剣劍 倹儉 圏圈 巻卷 献獻 顕顯 厳嚴 収收 粛肅 縦縱 焼燒 証證 条條
状狀 乗乘 浄淨 触觸 嘱囑 属屬 随隨 髄髓 枢樞 瀬瀨 静靜 摂攝 専專 浅淺 践踐 銭錢 潜潛 禅禪 双雙 壮壯
争爭 荘莊 捜搜 挿揷 装裝 蔵藏 臓臟 帯帶 滞滯 担擔 胆膽 断斷 弾彈 遅遲 昼晝 虫蟲 鋳鑄 庁廳 聴聽 鎮鎭
逓遞 鉄鐵 稲稻 徳德 弁辯 仏佛 払拂 併倂 並竝 塀屛 毎每 万萬 麦麥 薬藥 訳譯 揺搖 謡謠 覧覽 乱亂 隣鄰
塁壘 礼禮 霊靈 齢齡 恋戀 炉爐
"""
_STARTS = tuple((pair[1].encode("euc_kr"), pair[0]) for pair in _FIRST_OF_READING.split())
_OLD_FORMS = {pair[0]: pair[1] for pair in _TRADITIONAL.split()}


def sino_korean(character: str) -> str:
    """Give the Hangul syllable that a Han character is read as in Korean; empty if it isn't known.

    >>> sino_korean("日")
    '일'
    """
    plain = unicodedata.normalize("NFKC", character)
    try:
        place = _OLD_FORMS.get(plain, plain).encode("euc_kr")
    except UnicodeEncodeError:
        return ""
    if place < _STARTS[0][0] or len(plain) != 1:
        return ""
    return _STARTS[bisect_right(_STARTS, place, key=lambda start: start[0]) - 1][1]
